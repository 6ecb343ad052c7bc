package io.foreflow.job.config;

import java.time.Duration;
import java.util.List;

/** How series are kept. */
public final class StateOptions {

  public static final Option<Duration> CHECKPOINT_INTERVAL =
      Option.withDefault(
          "checkpoint.interval",
          ValueType.duration(Duration.ofMillis(10), Duration.ofDays(1)),
          "10 s",
          "How often Flink saves the series' states. Under exactly-once also how often forecasts"
              + " become visible to consumers that read committed records.");

  static final OptionGroup GROUP = new OptionGroup("State", List.of(CHECKPOINT_INTERVAL));

  private StateOptions() {}
}
