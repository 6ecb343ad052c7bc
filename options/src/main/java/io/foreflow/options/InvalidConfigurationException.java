package io.foreflow.options;

import java.util.List;
import java.util.stream.Collectors;

/** A refused configuration. The message names every problem, not only the first one. */
public final class InvalidConfigurationException extends IllegalArgumentException {
  private static final long serialVersionUID = 2;

  private final transient List<Problem> problems;

  private InvalidConfigurationException(String message, List<Problem> problems) {
    super(message);
    this.problems = List.copyOf(problems);
  }

  /** Creates an exception whose message has a line for each problem. */
  public InvalidConfigurationException(List<Problem> problems) {
    this(lines(problems), problems);
  }

  static InvalidConfigurationException inOneLine(List<Problem> problems) {
    return new InvalidConfigurationException(
        problems.stream().map(Problem::toString).collect(Collectors.joining("; ")), problems);
  }

  /** All problems, in the order of the options. */
  public List<Problem> problems() {
    return problems;
  }

  /** The problems as a text for people, one line for each problem. */
  public String lines() {
    return lines(problems);
  }

  private static String lines(List<Problem> problems) {
    String heading =
        problems.size() == 1
            ? "The configuration has a problem:\n"
            : "The configuration has " + problems.size() + " problems:\n";
    return problems.stream()
        .map(problem -> "  " + problem)
        .collect(Collectors.joining("\n", heading, ""));
  }
}
