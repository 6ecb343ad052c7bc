package io.foreflow.console.memory;

import java.util.List;

/**
 * How far a series was read again.
 *
 * @param records of its partitions that were looked at
 * @param partial kinds of which the topics may hold more than was read
 */
public record ReadAgain(long records, List<RecordKind> partial) {

  public ReadAgain {
    partial = List.copyOf(partial);
  }

  /** Whether everything that the console would keep was found. */
  public boolean complete() {
    return partial.isEmpty();
  }
}
