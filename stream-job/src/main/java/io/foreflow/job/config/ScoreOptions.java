package io.foreflow.job.config;

import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.options.ValueType;
import io.foreflow.outcome.CalibrationMode;
import io.foreflow.outcome.TrackedSteps;
import java.util.List;
import java.util.Locale;

/** How forecasts are compared with the readings that come later. */
public final class ScoreOptions {

  /** The value of {@link #TRACK} that turns it off. */
  static final String NONE = "none";

  static final OptionGroup GROUP = new OptionGroup("Scores");

  public static final Option<List<String>> TRACK =
      Option.of(
              GROUP,
              "track",
              ValueType.list(
                  "none, or one or more steps: numbers of 1 or more, middle or last",
                  step -> step.equals(NONE) || TrackedSteps.isStep(step)),
              String.join(", ", TrackedSteps.DEFAULT.steps()))
          .help(
              "The steps whose forecasts are remembered until their readings come, and then scored."
                  + " none turns it off. The state of each series grows by 24 bytes, and for each step"
                  + " by 26 bytes and 10 times its number: by 472 bytes for a horizon of 24.");

  /** Whether bands are calibrated by default, in the job. */
  private static final CalibrationMode CALIBRATED = CalibrationMode.OFF;

  public static final Option<CalibrationMode> CALIBRATION =
      Option.of(
              GROUP,
              "calibration",
              ValueType.oneOf(CalibrationMode.class),
              CALIBRATED.name().toLowerCase(Locale.ROOT))
          .help(
              "Whether the bands of forecasts are moved by what came of earlier ones of the series, so"
                  + " that they hold the share of readings that they promise. It needs steps to track."
                  + " Forecasts of classes, such as those of --target direction, are not calibrated.");

  public static final Option<Boolean> RAW_QUANTILES =
      Option.of(GROUP, "forecasts.raw-quantiles", ValueType.YES_NO, "false")
          .help(
              "Whether forecasts whose bands were moved carry the model's own quantiles too, as"
                  + " rawQuantiles. Only with calibration.");

  public static final Option<String> SCORES_TOPIC =
      Option.optional(GROUP, "topics.scores", KafkaOptions.TOPIC)
          .help(
              "Where scores go, in the format of forecasts: docs/concepts/scores.md. One record has the"
                  + " sums of one series since the record before. Without it, none is written. With it,"
                  + " the state of each series grows by 16 bytes, and for each tracked step by 36.");

  public static final Option<Integer> SCORES_EVERY =
      Option.optional(GROUP, "scores.every", ValueType.integer(1, 1 << 30))
          .help(
              "How many slots of a series one record on topics.scores sums up. Without it, the slots of"
                  + " a day, but at least 24. A swapped model gets its last records earlier.");

  private ScoreOptions() {}
}
