package io.foreflow.trainer.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What is wrong with a configuration, collected to be told all at once. */
public final class Problems {

  private final List<String> found = new ArrayList<>();

  public void add(String problem) {
    found.add(problem);
  }

  /** What the supplier gives; empty if it refuses, and then its reason is a problem. */
  public <T> Optional<T> collect(Supplier<T> part) {
    try {
      return Optional.of(part.get());
    } catch (IllegalArgumentException e) {
      found.add(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /**
   * Ends the collection.
   *
   * @throws IllegalArgumentException naming every problem, if there is any
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", found));
    }
  }
}
