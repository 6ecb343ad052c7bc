package io.foreflow.job.config;

import java.util.List;

/** When a reading counts. */
public final class TimeOptions {

  public static final Option<Integer> MAX_GAP =
      Option.withDefault(
          "max-gap",
          ValueType.integer(0, 100_000),
          "48",
          "How many slots in a row a series may skip and go on: they are stepped as missing. A"
              + " series that skips more starts afresh.");

  static final OptionGroup GROUP = new OptionGroup("Time", List.of(MAX_GAP));

  private TimeOptions() {}
}
