package io.foreflow.cli.view;

import java.util.List;

/** Lines at the end of a terminal that are drawn again in the same place. */
public final class LiveArea {

  private static final String UP = "\u001b[%dA";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final Terminal terminal;
  private int drawn;

  public LiveArea(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Draws these lines over the last ones; more lines than the terminal has are left out. */
  public void draw(List<String> lines, int rows) {
    StringBuilder frame = new StringBuilder();
    if (drawn > 0) {
      frame.append(UP.formatted(drawn));
    }
    List<String> shown = lines.subList(0, Math.min(lines.size(), Math.max(1, rows - 1)));
    for (String line : shown) {
      frame.append('\r').append(line).append(CLEAR_LINE).append('\n');
    }
    frame.append(CLEAR_BELOW);
    terminal.out().print(frame);
    terminal.out().flush();
    drawn = shown.size();
  }
}
