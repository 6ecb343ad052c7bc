package io.foreflow.cli.view;

import io.foreflow.cli.view.Palette.Ink;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A progress bar. On a terminal one line is drawn again and again; elsewhere there is a line for
 * each tenth.
 */
public final class ProgressBar {

  private static final int WIDTH = 30;

  /** The shortest bar, beside a long note. */
  private static final int NARROW = 10;

  private static final int ASK_EVERY = 50;

  private final Terminal terminal;
  private final Supplier<Terminal.Size> size;
  private final String task;
  private int columns;
  private int drawn;
  private int tenths = -1;
  private boolean open;

  public ProgressBar(Terminal terminal, String task) {
    this(terminal, terminal::size, task);
  }

  /**
   * @param size what the terminal has room for
   */
  ProgressBar(Terminal terminal, Supplier<Terminal.Size> size, String task) {
    this.terminal = terminal;
    this.size = size;
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
      draw(done, percent, note);
    } else if ((int) (done * 10) > tenths) {
      tenths = (int) (done * 10);
      terminal.out().println("  " + task + " " + percent + "  " + note);
      terminal.out().flush();
    }
  }

  /**
   * Draws the line. It is never longer than the terminal, because the next line could not cover it
   * then.
   */
  private void draw(double done, String percent, String note) {
    int room = columns() - 1;
    int besides = 2 + task.length() + 1 + 1 + percent.length() + 2;
    int wished = Math.max(NARROW, Math.min(WIDTH, room - besides - note.length()));
    int width = Math.max(0, Math.min(wished, room - besides));
    int full = (int) (done * width);
    String bar =
        terminal.palette().paint(Ink.GOOD, "█".repeat(full))
            + terminal.palette().paint(Ink.FAINT, "░".repeat(width - full));
    String shown = note.substring(0, Math.max(0, Math.min(note.length(), room - besides - width)));
    terminal.out().print("\r  " + task + " " + bar + " " + percent + "  " + shown + "\u001b[K");
    terminal.out().flush();
    open = true;
  }

  /** The width of the terminal, looked up again from time to time because a window can change. */
  private int columns() {
    if (drawn++ % ASK_EVERY == 0) {
      columns = size.get().columns();
    }
    return columns;
  }

  /** Clears the line for the next output. */
  public void close() {
    if (open) {
      terminal.out().print("\r\u001b[K");
      terminal.out().flush();
      open = false;
    }
  }
}
