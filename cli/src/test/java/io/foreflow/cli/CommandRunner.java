package io.foreflow.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;

/** Runs commands in this process and keeps what they say. */
public final class CommandRunner {

  private CommandRunner() {}

  public static Outcome run(String... arguments) {
    return watched(line -> {}, arguments);
  }

  /** Hands on each line of standard output while the command waits. */
  public static Outcome watched(Consumer<String> lines, String... arguments) {
    StringWriter out = new LineWriter(lines);
    StringWriter err = new StringWriter();
    int exitCode = Foreflow.run(new PrintWriter(out), new PrintWriter(err), arguments);
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  /** What a command came to. */
  public record Outcome(int exitCode, String out, String err) {}

  private static final class LineWriter extends StringWriter {
    private final Consumer<String> lines;
    private int handedOn;

    LineWriter(Consumer<String> lines) {
      this.lines = lines;
    }

    @Override
    public void flush() {
      StringBuffer all = getBuffer();
      for (int end = all.indexOf("\n", handedOn); end >= 0; end = all.indexOf("\n", handedOn)) {
        String line = all.substring(handedOn, end).stripTrailing();
        handedOn = end + 1;
        lines.accept(line);
      }
    }
  }
}
