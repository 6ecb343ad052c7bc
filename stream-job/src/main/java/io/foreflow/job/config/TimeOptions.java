package io.foreflow.job.config;

import java.time.Duration;
import java.util.List;

/** When a reading counts. */
public final class TimeOptions {

  public static final Option<Duration> MAX_FUTURE =
      Option.withDefault(
          "max-future",
          ValueType.duration(Duration.ZERO, Duration.ofDays(36_500)),
          "1 d",
          "How far a reading's time may lie ahead of its record's timestamp, and of the clock. One"
              + " further ahead goes to the dead letters before the watermark hears of it.");

  public static final Option<Integer> MAX_GAP =
      Option.withDefault(
          "max-gap",
          ValueType.integer(0, 100_000),
          "48",
          "How many slots in a row a series may skip and go on: they are stepped as missing. A"
              + " series that skips more starts afresh.");

  static final OptionGroup GROUP = new OptionGroup("Time", List.of(MAX_GAP, MAX_FUTURE));

  private TimeOptions() {}
}
