package io.foreflow.job.config;

import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.options.ValueType;
import io.foreflow.series.Duplicates;
import java.time.Duration;

/** When a reading counts. */
public final class TimeOptions {

  static final OptionGroup GROUP = new OptionGroup("Time");

  public static final Option<Duration> MAX_OUT_OF_ORDERNESS =
      Option.of(
              GROUP,
              "max-out-of-orderness",
              ValueType.duration(Duration.ZERO, Duration.ofDays(7)),
              "0 ms")
          .help(
              "How much older than the newest reading before it, in its partition, a reading may be and"
                  + " still be put in order. A reading waits so long for older ones. 0 steps readings in"
                  + " the order in which they come.");

  public static final Option<Duplicates> DUPLICATES =
      Option.of(GROUP, "duplicates", ValueType.oneOf(Duplicates.class), "first")
          .help(
              "Which of several readings for one slot of a series steps it. first: the first one, at"
                  + " once; the others go to the late topic. last, mean and ohlc wait until the watermark"
                  + " says that the slot is over, and make one reading of all: the last one, their mean,"
                  + " or their close with open, high and low as covariates.");

  public static final Option<Integer> MAX_GAP =
      Option.of(GROUP, "max-gap", ValueType.integer(0, 100_000), "48")
          .help(
              "How many slots in a row a series may skip and go on: they are stepped as missing. A"
                  + " series that skips more starts afresh.");

  public static final Option<Duration> IDLE_TIMEOUT =
      Option.of(
              GROUP, "idle-timeout", ValueType.duration(Duration.ZERO, Duration.ofDays(1)), "1 min")
          .help(
              "After how long without a reading a partition no longer holds the watermark back. 0: never.");

  public static final Option<Duration> MAX_DRIFT =
      Option.of(
              GROUP,
              "max-drift",
              ValueType.duration(Duration.ZERO, Duration.ofDays(36_500)),
              "0 ms")
          .help(
              "How far in event time a task may read ahead of the one furthest behind. What it reads ahead"
                  + " is held if readings are put in order: a long backlog may need this bound. 0: as far"
                  + " as it gets.");

  public static final Option<Duration> MAX_FUTURE =
      Option.of(
              GROUP,
              "max-future",
              ValueType.duration(Duration.ZERO, Duration.ofDays(36_500)),
              "1 d")
          .help(
              "How far a reading's time may lie ahead of its record's timestamp, and of the clock. One"
                  + " further ahead goes to the dead letters before the watermark hears of it.");

  public static final Option<Integer> LONE_SERIES_READINGS =
      Option.of(GROUP, "lone-series-readings", ValueType.integer(1, 1_000_000), "32")
          .help(
              "How many readings in a row, with none of another series between them, let one series move"
                  + " the watermark of its partition alone. Before that it moves no further than a second"
                  + " series has come: one series that is far ahead makes no others late. 1: at once.");

  private TimeOptions() {}
}
