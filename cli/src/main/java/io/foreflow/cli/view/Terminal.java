package io.foreflow.cli.view;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;

/**
 * The terminal that a command writes to: whether a person looks at it, its colours and its size.
 *
 * @param out where to write
 * @param interactive a terminal, on which lines can be drawn over; false for a file or a pipe
 * @param palette colours, unless NO_COLOR is set
 */
public record Terminal(PrintWriter out, boolean interactive, Palette palette) {

  private static final Size FALLBACK = new Size(80, 24);

  /** Output of plain lines only. */
  public static Terminal plain(PrintWriter out) {
    return new Terminal(out, false, Palette.NONE);
  }

  /** The terminal that the launcher found. A JVM can't tell a terminal from a pipe. */
  public static Terminal of(PrintWriter out, Map<String, String> environment) {
    boolean interactive = Boolean.getBoolean("foreflow.terminal");
    boolean colours = interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(out, interactive, colours ? Palette.COLOURS : Palette.NONE);
  }

  /**
   * The current size, or 80 by 24 if it is unknown. This starts a process, so it is too slow for
   * every line.
   */
  public Size size() {
    if (!interactive) {
      return FALLBACK;
    }
    try {
      Process stty =
          new ProcessBuilder("sh", "-c", "stty size </dev/tty 2>/dev/null")
              .redirectErrorStream(true)
              .start();
      try (Scanner answer = new Scanner(stty.getInputStream(), StandardCharsets.US_ASCII)) {
        if (stty.waitFor(1, TimeUnit.SECONDS) && answer.hasNextInt()) {
          int rows = answer.nextInt();
          int columns = answer.nextInt();
          return rows > 0 && columns > 0 ? new Size(columns, rows) : FALLBACK;
        }
      }
      return FALLBACK;
    } catch (java.io.IOException | java.util.NoSuchElementException e) {
      return FALLBACK;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FALLBACK;
    }
  }

  /** A size in characters. */
  public record Size(int columns, int rows) {}
}
