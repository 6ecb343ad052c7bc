package io.foreflow.console.memory;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the records of a series lie, as far as it is known.
 *
 * @param readingsTopic null if no reading came yet
 * @param partitions by kind; without an entry it isn't known
 */
public record SeriesPlace(@Nullable String readingsTopic, Map<RecordKind, Integer> partitions) {

  /** The place of a series of which no record came. */
  public static final SeriesPlace UNKNOWN = new SeriesPlace(null, Map.of());

  public SeriesPlace {
    partitions = Map.copyOf(partitions);
  }
}
