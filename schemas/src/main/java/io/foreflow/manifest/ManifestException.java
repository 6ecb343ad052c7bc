package io.foreflow.manifest;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A manifest that breaks the contract. It names every problem that was found, not only the first.
 */
public final class ManifestException extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * One broken rule.
   *
   * @param path where, such as {@code state[1].size}
   * @param found what was found there
   * @param allowed what is allowed there
   */
  public record Problem(String path, String found, String allowed) {
    @Override
    public String toString() {
      return (path.isEmpty() ? "manifest" : path) + ": found " + found + ", allowed: " + allowed;
    }
  }

  ManifestException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** Every problem, in the order of the manifest's fields. */
  public List<Problem> problems() {
    return problems;
  }
}
