package io.foreflow.trainer.loss;

import io.foreflow.evaluation.backtest.Direction;
import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.options.Problems;
import io.foreflow.options.Rule;
import io.foreflow.options.Settings;
import io.foreflow.options.ValueType;
import io.foreflow.trainer.network.NetworkConfig;
import java.util.List;

/**
 * The loss that a training minimizes.
 *
 * @param kind the kind of error
 * @param huberDelta the scaled error at which the Huber loss turns from a parabola into a line; 0
 *     for other losses
 * @param horizonWeights weight of each step of the horizon, relative to the others; empty if all
 *     weights are equal
 * @param flatBand the largest move of one step that is no direction, in scales; 0 for losses
 *     without directions
 * @param scaleWeight power of a series' scale that weighs its targets; 0 if all series count alike
 */
public record LossConfig(
    LossKind kind,
    double huberDelta,
    List<Double> horizonWeights,
    double flatBand,
    double scaleWeight) {

  public static final OptionGroup GROUP = new OptionGroup("The loss");

  public static final Option<LossKind> LOSS =
      Option.derived(
              GROUP,
              "loss",
              ValueType.choice(LossKind.class),
              Rule.any(),
              "quantile; gaussian and student-t with the head of that name, cross-entropy with head"
                  + " direction")
          .help(
              "The error that the training minimizes. mae, mse and huber need the one "
                  + "level 0.5. gaussian and student-t need the head of the same name, cross- "
                  + "entropy needs head direction.");

  public static final Option<Double> HUBER_DELTA =
      Option.derived(GROUP, "huber-delta", ValueType.NUMBER, Rule.above(0), "1")
          .help(
              "Scaled error up to which loss huber is a parabola. Beyond it, the loss "
                  + "is a line.");

  public static final Option<Double> FLAT_BAND =
      Option.derived(
              GROUP,
              "flat-band",
              ValueType.NUMBER,
              Rule.above(0),
              "0.5 with head direction, which alone has it")
          .help(
              "Largest move that counts as flat, in scales, for one step. For step h it "
                  + "is multiplied by the square root of h.");

  public static final Option<List<Double>> HORIZON_WEIGHTS =
      Option.of(
              GROUP,
              "horizon-weights",
              ValueType.NUMBERS,
              new Rule<>(
                  "one for each step of the horizon, none negative, not all 0", value -> true),
              "[]")
          .help(
              "Weight of each step of the horizon, relative to the others. Empty: all "
                  + "weights are equal.");

  public static final Option<Double> SCALE_WEIGHT =
      Option.of(GROUP, "scale-weight", ValueType.NUMBER, Rule.fromUpTo(0, 3), "0.0")
          .help(
              "Weight of a target by the scale of its series: the power of the scale. "
                  + "0: all series count alike. 1: absolute errors count in the units of the "
                  + "series. 2: squared errors do.");

  public static final Option<Double> LOSS_CAP =
      Option.of(GROUP, "loss-cap", ValueType.NUMBER, Rule.above(0), "20.0")
          .help("Largest scaled error that counts. Larger errors count as this one.");

  private static final double DEFAULT_DELTA = 1;
  private static final double DEFAULT_BAND = 0.5;

  /** Creates a loss in which all series count alike. */
  public LossConfig(
      LossKind kind, double huberDelta, List<Double> horizonWeights, double flatBand) {
    this(kind, huberDelta, horizonWeights, flatBand, 0);
  }

  /** Creates a loss with the default band of flat moves. */
  public LossConfig(LossKind kind, double huberDelta, List<Double> horizonWeights) {
    this(kind, huberDelta, horizonWeights, defaultBand(kind));
  }

  public LossConfig {
    horizonWeights = List.copyOf(horizonWeights);
    Problems problems = new Problems();
    problems.check(SCALE_WEIGHT, scaleWeight);
    if (kind == LossKind.HUBER) {
      problems.check(HUBER_DELTA, huberDelta);
    } else if (huberDelta != 0) {
      problems.add(
          "huber-delta",
          huberDelta,
          "but loss " + kind.text() + " has none: leave it out, or choose huber");
    }
    if (kind == LossKind.CROSS_ENTROPY) {
      problems.check(FLAT_BAND, flatBand);
    } else if (flatBand != 0) {
      problems.add(
          "flat-band",
          flatBand,
          "but loss "
              + kind.text()
              + " knows no directions: leave it out, or choose head direction");
    }
    if (!horizonWeights.stream().allMatch(weight -> weight >= 0 && Double.isFinite(weight))) {
      problems.say(
          "horizon-weights",
          "horizon-weights are " + horizonWeights + ", none may be negative or infinite");
    } else if (!horizonWeights.isEmpty()
        && horizonWeights.stream().allMatch(weight -> weight == 0)) {
      problems.say("horizon-weights", "horizon-weights are all 0, at least one must be above");
    }
    problems.throwIfAny();
  }

  /** The default delta of a loss: 1, or 0 if the loss has none. */
  public static double defaultDelta(LossKind kind) {
    return kind == LossKind.HUBER ? DEFAULT_DELTA : 0;
  }

  /** The default band of a loss: 0.5, or 0 if the loss has none. */
  public static double defaultBand(LossKind kind) {
    return kind == LossKind.CROSS_ENTROPY ? DEFAULT_BAND : 0;
  }

  /** The rule for the class of a move. */
  public Direction direction() {
    return new Direction(flatBand);
  }

  /** Whether {@link #huberDelta} is an option of the loss. */
  public boolean hasDelta() {
    return kind == LossKind.HUBER;
  }

  /**
   * Builds the loss.
   *
   * @param levels the levels that the network forecasts
   * @param cap the largest error that counts
   */
  public Loss build(List<Double> levels, double cap) {
    Loss loss = kind.loss(this, levels, cap);
    return horizonWeights.isEmpty() ? loss : new HorizonWeightedLoss(loss, horizonWeights);
  }

  /** The given loss, or the default that follows from the head. */
  public static LossKind loss(Settings settings) {
    return settings.get(
        LOSS, () -> LossKind.onlyFor(settings.get(NetworkConfig.HEAD)).orElse(LossKind.QUANTILE));
  }

  public static LossConfig from(Settings settings) {
    LossKind kind = loss(settings);
    return new LossConfig(
        kind,
        settings.get(HUBER_DELTA, LOSS, () -> LossConfig.defaultDelta(kind)),
        settings.get(HORIZON_WEIGHTS),
        settings.get(FLAT_BAND, LOSS, () -> LossConfig.defaultBand(kind)),
        settings.get(SCALE_WEIGHT));
  }

  /** Writes the values of the options. */
  public void put(Settings into) {
    into.put(LOSS, kind);
    if (hasDelta()) {
      into.put(HUBER_DELTA, huberDelta);
    }
    into.put(SCALE_WEIGHT, scaleWeight);
    if (flatBand > 0) {
      into.put(FLAT_BAND, flatBand);
    }
    if (!horizonWeights.isEmpty()) {
      into.put(HORIZON_WEIGHTS, horizonWeights);
    }
  }
}
