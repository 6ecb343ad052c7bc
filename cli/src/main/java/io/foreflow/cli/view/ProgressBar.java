package io.foreflow.cli.view;

import io.foreflow.cli.view.Palette.Ink;
import java.util.Locale;

/**
 * How far a long task is: one line drawn over and over on a terminal, and a line for each tenth
 * elsewhere.
 */
public final class ProgressBar {

  private static final int WIDTH = 30;

  private final Terminal terminal;
  private final String task;
  private int tenths = -1;
  private boolean open;

  public ProgressBar(Terminal terminal, String task) {
    this.terminal = terminal;
    this.task = task;
  }

  /**
   * Shows progress.
   *
   * @param share done, from 0 to 1
   * @param note what to say beside it
   */
  public void show(double share, String note) {
    double done = Math.max(0, Math.min(1, share));
    String percent = String.format(Locale.ROOT, "%3d %%", (int) (done * 100));
    if (terminal.interactive()) {
      int full = (int) (done * WIDTH);
      String bar =
          terminal.palette().paint(Ink.GOOD, "█".repeat(full))
              + terminal.palette().paint(Ink.FAINT, "░".repeat(WIDTH - full));
      terminal.out().print("\r  " + task + " " + bar + " " + percent + "  " + note + "\u001b[K");
      terminal.out().flush();
      open = true;
    } else if ((int) (done * 10) > tenths) {
      tenths = (int) (done * 10);
      terminal.out().println("  " + task + " " + percent + "  " + note);
      terminal.out().flush();
    }
  }

  /** Clears the line, for what is said next. */
  public void close() {
    if (open) {
      terminal.out().print("\r\u001b[K");
      terminal.out().flush();
      open = false;
    }
  }
}
