package io.foreflow.cli.view;

import java.util.List;

/**
 * Lines at the end of a terminal that are drawn again in the same place. A line that is too long is
 * cut by the terminal, since the next frame could not cover it otherwise.
 */
public final class LiveArea {

  private static final String UP = "\u001b[%dA";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";
  private static final String CLEAR_ALL = "\u001b[H\u001b[2J";
  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";

  private final Terminal terminal;
  private int drawn;
  private boolean moved;

  public LiveArea(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Erases the lines, so that others can be printed in their place. */
  public void clear() {
    if (drawn > 0) {
      terminal.out().print(UP.formatted(drawn) + '\r' + CLEAR_BELOW);
      drawn = 0;
    }
  }

  /** Draws these lines over the last ones; more lines than the terminal has are left out. */
  public void draw(List<String> lines, int rows) {
    StringBuilder frame = new StringBuilder(NO_WRAP);
    if (moved) {
      frame.append(CLEAR_ALL);
      moved = false;
    } else if (drawn > 0) {
      frame.append(UP.formatted(drawn));
    }
    List<String> shown = lines.subList(0, Math.min(lines.size(), Math.max(1, rows - 1)));
    for (String line : shown) {
      frame.append('\r').append(line).append(CLEAR_LINE).append('\n');
    }
    frame.append(CLEAR_BELOW).append(WRAP);
    terminal.out().print(frame);
    terminal.out().flush();
    drawn = shown.size();
  }

  /**
   * Clears the screen with the next lines: the terminal has another size, so nothing is where it
   * was.
   */
  public void resized() {
    moved = drawn > 0;
  }

  /** Leaves the last lines where they are. What the terminal wrote below them, such as ^C, goes. */
  public void close() {
    terminal.out().print("\r" + CLEAR_BELOW);
    terminal.out().flush();
  }
}
