package io.foreflow.cli.retrain;

import io.foreflow.cli.canary.CanaryRule;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.options.Rule;
import io.foreflow.options.ValueType;
import java.time.Duration;

/** The options of {@code foreflow watch}, which judges a promoted model by its live scores. */
final class WatchOptions {

  private static final ValueType<Duration> UP_TO_A_WEEK =
      ValueType.duration(Duration.ZERO, Duration.ofDays(7));

  /** Less than a week after a swap has a week before it that the old version forecast. */
  private static final ValueType<Duration> UP_TO_SIX_DAYS =
      ValueType.duration(Duration.ZERO, Duration.ofDays(6));

  static final OptionGroup GROUP = new OptionGroup("Watching a promoted model");

  static final Option<Double> WORSE =
      Option.of(GROUP, "watch.worse", ValueType.number("of 0 or more", value -> value >= 0), "0.1")
          .help(
              "How much larger the live loss of the new version must be than that of the previous one,"
                  + " as a share of it, for a rollback.");

  static final Option<Duration> FOR =
      Option.of(GROUP, "watch.for", UP_TO_A_WEEK, "6h")
          .help("The shortest event time that must be compared before a rollback.");

  static final Option<Duration> UNTIL =
      Option.of(GROUP, "watch.until", UP_TO_SIX_DAYS, "5d")
          .help("The event time after which a version that is not found to be worse is good.");

  static final Option<Long> FORECASTS =
      Option.of(GROUP, "watch.forecasts", ValueType.LONG, "200")
          .help("The fewest scored forecasts of each version that must be compared.");

  static final Option<Double> SIGNIFICANCE =
      Option.of(GROUP, "watch.significance", ValueType.NUMBER, Rule.fromUpTo(0, 1), "0.01")
          .help(
              "The largest probability that chance alone makes the new version so much worse over the"
                  + " series. 0: not tested, for fewer than 7 series.");

  static final Option<Integer> SERIES =
      Option.of(GROUP, "watch.series", ValueType.INTEGER, Rule.atLeast(1), "10000")
          .help(
              "The most series that are compared. Of more, a part is chosen by the hash of the name.");

  static final Option<Duration> PROOF =
      Option.of(GROUP, "watch.proof", UP_TO_A_WEEK, "2 min")
          .help(
              "How long to look for forecasts of the old version on topics.forecasts after a rollback.");

  private WatchOptions() {}

  /** The rule that these options state. */
  static CanaryRule rule(PipelineConfig config) {
    return new CanaryRule(
        config.get(WORSE),
        config.get(FOR),
        config.get(UNTIL),
        config.get(FORECASTS),
        config.get(SIGNIFICANCE));
  }
}
