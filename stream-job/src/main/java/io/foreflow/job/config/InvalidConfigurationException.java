package io.foreflow.job.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that can't be run. Names every problem, not only the first. */
public final class InvalidConfigurationException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  public InvalidConfigurationException(List<Problem> problems) {
    super(
        problems.stream()
            .map(problem -> "  " + problem)
            .collect(
                Collectors.joining(
                    "\n",
                    problems.size() == 1
                        ? "The configuration has a problem:\n"
                        : "The configuration has " + problems.size() + " problems:\n",
                    "")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, in the order of the options. */
  public List<Problem> problems() {
    return problems;
  }
}
