package io.foreflow.trainer.loop;

import io.foreflow.trainer.option.OptionGroup;
import io.foreflow.trainer.option.OptionType;
import io.foreflow.trainer.option.Rule;
import io.foreflow.trainer.option.Settings;
import io.foreflow.trainer.option.TrainingOption;
import java.util.List;

/** The options of {@link AveragingConfig}. */
public final class AveragingOptions {

  static final String NONE = "none";
  static final String EMA = "ema";
  static final String LAST = "last";

  /** The kinds there are. */
  public static final List<String> KINDS = List.of(NONE, EMA, LAST);

  public static final TrainingOption<String> AVERAGING =
      TrainingOption.of(
          "averaging",
          OptionType.TEXT,
          Rule.oneOf(KINDS),
          NONE,
          "A mean of the weights along the way that is validated beside them: a running one (ema),"
              + " or that of the last rounds' ends (last).");

  public static final TrainingOption<Double> EMA_DECAY =
      TrainingOption.derived(
          "ema-decay",
          OptionType.NUMBER,
          Rule.between(0, 1),
          "0.99",
          "What a step leaves of the running mean.");

  public static final TrainingOption<Integer> AVERAGE_LAST =
      TrainingOption.derived(
          "average-last",
          OptionType.INTEGER,
          Rule.atLeast(2),
          "5",
          "Rounds whose last weights are averaged.");

  /** All of them. */
  public static final OptionGroup GROUP =
      new OptionGroup("Averaging weights", List.of(AVERAGING, EMA_DECAY, AVERAGE_LAST));

  private static final double USUAL_DECAY = 0.99;
  private static final int USUAL_LAST = 5;

  private AveragingOptions() {}

  static AveragingConfig build(Settings settings) {
    String kind = settings.get(AVERAGING);
    return new AveragingConfig(
        kind,
        settings.get(EMA_DECAY, () -> kind.equals(EMA) ? USUAL_DECAY : 0),
        settings.get(AVERAGE_LAST, () -> kind.equals(LAST) ? USUAL_LAST : 0));
  }

  static void put(AveragingConfig config, Settings into) {
    into.put(AVERAGING, config.kind());
    if (config.decay() != 0) {
      into.put(EMA_DECAY, config.decay());
    }
    if (config.last() != 0) {
      into.put(AVERAGE_LAST, config.last());
    }
  }
}
