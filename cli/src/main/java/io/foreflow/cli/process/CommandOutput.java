package io.foreflow.cli.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.cli.view.Printable;
import io.foreflow.cli.view.Terminal;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;

/**
 * Says what a command does: lines for a person, or one line of JSON at the end for a program. With
 * JSON on standard output, the lines go to standard error.
 */
public final class CommandOutput {

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;

  public CommandOutput(CommandLine command, boolean json) {
    this.out = command.getOut();
    this.err = command.getErr();
    this.json = json;
  }

  /** Where lines for a person go, and what can be drawn there. */
  public Terminal terminal() {
    return json ? Terminal.plain(err) : Terminal.of(out, System.getenv());
  }

  /** A line for a person. */
  public void say(String line) {
    PrintWriter people = json ? err : out;
    people.println(Printable.of(line));
    people.flush();
  }

  /** A line for a person who has to do something; on standard error in any case. */
  public void warn(String line) {
    out.flush();
    err.println(Printable.of(line));
    err.flush();
  }

  /** The last line for a program, in the map's order. */
  public void result(Map<String, Object> fields) {
    if (json) {
      try {
        out.println(new ObjectMapper().writeValueAsString(fields));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a result of numbers and texts is always JSON", e);
      }
      out.flush();
    }
  }

  /** Sees to it that all was written, before the process may go down. */
  public void flush() {
    out.flush();
    err.flush();
  }
}
