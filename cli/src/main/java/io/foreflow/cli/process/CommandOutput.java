package io.foreflow.cli.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.cli.view.Printable;
import io.foreflow.cli.view.Terminal;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The output of a command: lines for a person, and a line of JSON at the end for a program. With
 * JSON on standard output, the lines go to standard error.
 */
public final class CommandOutput {

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final @Nullable Consumer<Map<String, Object>> results;

  public CommandOutput(CommandLine command, boolean json) {
    this.out = command.getOut();
    this.err = command.getErr();
    this.json = json;
    this.results = null;
  }

  /**
   * The output of a part of a larger command.
   *
   * @param people where lines for a person go
   * @param results is given the fields for a program
   */
  public CommandOutput(PrintWriter people, Consumer<Map<String, Object>> results) {
    this.out = people;
    this.err = people;
    this.json = true;
    this.results = results;
  }

  /** The terminal that lines for a person go to. */
  public Terminal terminal() {
    return json ? Terminal.plain(err) : Terminal.of(out, System.getenv());
  }

  /** Prints a line for a person. */
  public void say(String line) {
    PrintWriter people = json ? err : out;
    people.println(Printable.of(line));
    people.flush();
  }

  /** Prints a line for a person who has to act, always on standard error. */
  public void warn(String line) {
    out.flush();
    err.println(Printable.of(line));
    err.flush();
  }

  /** Prints the line for a program, with the fields in the order of the map. */
  public void result(Map<String, Object> fields) {
    if (results != null) {
      results.accept(fields);
    } else if (json) {
      try {
        out.println(new ObjectMapper().writeValueAsString(fields));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a result of numbers and texts is always JSON", e);
      }
      out.flush();
    }
  }

  /** Writes everything out, before the process may end. */
  public void flush() {
    out.flush();
    err.flush();
  }
}
