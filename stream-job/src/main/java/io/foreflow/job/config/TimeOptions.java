package io.foreflow.job.config;

import io.foreflow.series.Duplicates;
import java.time.Duration;
import java.util.List;

/** When a reading counts. */
public final class TimeOptions {

  public static final Option<Duration> MAX_OUT_OF_ORDERNESS =
      Option.withDefault(
          "max-out-of-orderness",
          ValueType.duration(Duration.ZERO, Duration.ofDays(7)),
          "0 ms",
          "How much older than the newest reading before it, in its partition, a reading may be and"
              + " still be put in order. A reading waits so long for older ones. 0 steps readings in"
              + " the order in which they come.");

  public static final Option<Duplicates> DUPLICATES =
      Option.withDefault(
          "duplicates",
          ValueType.oneOf(Duplicates.class),
          "first",
          "Which of several readings for one slot of a series steps it. first: the first one, at"
              + " once; the others go to the late topic. last, mean and ohlc wait until the watermark"
              + " says that the slot is over, and make one reading of all: the last one, their mean,"
              + " or their close with open, high and low as covariates.");

  public static final Option<Duration> IDLE_TIMEOUT =
      Option.withDefault(
          "idle-timeout",
          ValueType.duration(Duration.ZERO, Duration.ofDays(1)),
          "1 min",
          "After how long without a reading a partition no longer holds the watermark back. 0: never.");

  public static final Option<Duration> MAX_DRIFT =
      Option.withDefault(
          "max-drift",
          ValueType.duration(Duration.ZERO, Duration.ofDays(36_500)),
          "0 ms",
          "How far in event time a task may read ahead of the one furthest behind. What it reads ahead"
              + " is held if readings are put in order: a long backlog may need this bound. 0: as far"
              + " as it gets.");

  public static final Option<Duration> MAX_FUTURE =
      Option.withDefault(
          "max-future",
          ValueType.duration(Duration.ZERO, Duration.ofDays(36_500)),
          "1 d",
          "How far a reading's time may lie ahead of its record's timestamp, and of the clock. One"
              + " further ahead goes to the dead letters before the watermark hears of it.");

  public static final Option<Integer> LONE_SERIES_READINGS =
      Option.withDefault(
          "lone-series-readings",
          ValueType.integer(1, 1_000_000),
          "32",
          "How many readings in a row, with none of another series between them, let one series move"
              + " the watermark of its partition alone. Before that it moves no further than a second"
              + " series has come: one series that is far ahead makes no others late. 1: at once.");

  public static final Option<Integer> MAX_GAP =
      Option.withDefault(
          "max-gap",
          ValueType.integer(0, 100_000),
          "48",
          "How many slots in a row a series may skip and go on: they are stepped as missing. A"
              + " series that skips more starts afresh.");

  static final OptionGroup GROUP =
      new OptionGroup(
          "Time",
          List.of(
              MAX_OUT_OF_ORDERNESS,
              DUPLICATES,
              MAX_GAP,
              IDLE_TIMEOUT,
              MAX_DRIFT,
              MAX_FUTURE,
              LONE_SERIES_READINGS));

  private TimeOptions() {}
}
