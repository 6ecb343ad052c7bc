package io.foreflow.job.config;

import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.options.ValueType;
import java.time.Duration;

/** How series are kept. */
public final class StateOptions {

  static final OptionGroup GROUP = new OptionGroup("State");

  public static final Option<Duration> CHECKPOINT_INTERVAL =
      Option.of(
              GROUP,
              "checkpoint.interval",
              ValueType.duration(Duration.ofMillis(10), Duration.ofDays(1)),
              "10 s")
          .help(
              "How often Flink saves the series' states. Under exactly-once also how often forecasts"
                  + " become visible to consumers that read committed records.");

  public static final Option<Boolean> CHECKPOINT_CHECKSUMS =
      Option.of(GROUP, "checkpoint.checksums", ValueType.YES_NO, "true")
          .help(
              "Whether each file of a checkpoint ends with a checksum. A damaged file then ends the job"
                  + " with its name, before anything is restored from it. What has checksums is compared"
                  + " with them either way.");

  public static final Option<Duration> SERIES_TTL =
      Option.of(
              GROUP, "series.ttl", ValueType.duration(Duration.ZERO, Duration.ofDays(3650)), "0 ms")
          .help(
              "How long the state of a series is kept after its last reading, in event time. 0 keeps it"
                  + " for ever. A state that the series could still go on from is kept longer: a reading"
                  + " within max-gap is stepped as ever.");

  private StateOptions() {}
}
