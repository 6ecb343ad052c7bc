package io.foreflow.trainer.loss;

import io.foreflow.trainer.network.Heads;
import io.foreflow.trainer.network.NetworkOptions;
import io.foreflow.trainer.option.OptionGroup;
import io.foreflow.trainer.option.OptionType;
import io.foreflow.trainer.option.Rule;
import io.foreflow.trainer.option.Settings;
import io.foreflow.trainer.option.TrainingOption;
import java.util.List;

/** The options of {@link LossConfig}, and how far errors count. */
public final class LossOptions {

  /** The losses there are. */
  public static final List<String> KINDS =
      List.of(
          "quantile", "mae", "mse", "huber", Heads.GAUSSIAN, Heads.STUDENT, Heads.CROSS_ENTROPY);

  public static final TrainingOption<String> LOSS =
      TrainingOption.derived(
          "loss",
          OptionType.TEXT,
          Rule.oneOf(KINDS),
          "quantile; gaussian and student-t with the head of that name, cross-entropy with head"
              + " direction",
          "What is made small. mae, mse and huber teach one number for each target and need the"
              + " one level 0.5; a likelihood needs the head of its name, cross-entropy head direction.");

  public static final TrainingOption<Double> HUBER_DELTA =
      TrainingOption.derived(
          "huber-delta",
          OptionType.NUMBER,
          Rule.above(0),
          "1",
          "Scaled error up to which loss huber is a parabola; a line beyond.");

  public static final TrainingOption<Double> FLAT_BAND =
      TrainingOption.derived(
          "flat-band",
          OptionType.NUMBER,
          Rule.above(0),
          "0.5 with head direction, which alone has it",
          "Largest move of one step that counts as flat, in scales; times the square root of the"
              + " step for later ones.");

  public static final TrainingOption<List<Double>> HORIZON_WEIGHTS =
      TrainingOption.of(
          "horizon-weights",
          OptionType.NUMBERS,
          new Rule<>("one for each step of the horizon, none negative, not all 0", value -> true),
          List.of(),
          "How much each step of the horizon counts relative to the others; all alike if empty.");

  public static final TrainingOption<Double> SCALE_WEIGHT =
      TrainingOption.of(
          "scale-weight",
          OptionType.NUMBER,
          Rule.fromUpTo(0, 3),
          0.0,
          "How much more a target counts in a series of larger scale: the power of the scale. 0 for"
              + " all series alike; 1 for absolute errors in the series' own units, 2 for squared"
              + " ones.");

  public static final TrainingOption<Double> LOSS_CAP =
      TrainingOption.of(
          "loss-cap",
          OptionType.NUMBER,
          Rule.above(0),
          20.0,
          "Largest scaled error that counts: beyond it a leap teaches nothing.");

  /** All of them. */
  public static final OptionGroup GROUP =
      new OptionGroup(
          "The loss",
          List.of(LOSS, HUBER_DELTA, FLAT_BAND, HORIZON_WEIGHTS, SCALE_WEIGHT, LOSS_CAP));

  private LossOptions() {}

  /** The loss given, or what follows from the head. */
  public static String loss(Settings settings) {
    return settings.get(
        LOSS, () -> Heads.lossOf(settings.get(NetworkOptions.HEAD)).orElse(KINDS.get(0)));
  }

  public static LossConfig build(Settings settings) {
    String kind = loss(settings);
    return new LossConfig(
        kind,
        settings.get(HUBER_DELTA, () -> LossConfig.usualDelta(kind)),
        settings.get(HORIZON_WEIGHTS),
        settings.get(FLAT_BAND, () -> LossConfig.usualBand(kind)),
        settings.get(SCALE_WEIGHT));
  }

  public static void put(LossConfig config, Settings into) {
    into.put(LOSS, config.kind());
    if (config.hasDelta()) {
      into.put(HUBER_DELTA, config.huberDelta());
    }
    into.put(SCALE_WEIGHT, config.scaleWeight());
    if (config.flatBand() > 0) {
      into.put(FLAT_BAND, config.flatBand());
    }
    if (!config.horizonWeights().isEmpty()) {
      into.put(HORIZON_WEIGHTS, config.horizonWeights());
    }
  }
}
