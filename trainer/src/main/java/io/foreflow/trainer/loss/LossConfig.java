package io.foreflow.trainer.loss;

import io.foreflow.evaluation.backtest.Direction;
import io.foreflow.trainer.network.Heads;
import java.util.ArrayList;
import java.util.List;

/**
 * What a training makes small.
 *
 * @param kind one of {@link LossOptions#KINDS}
 * @param huberDelta where the Huber loss turns from a parabola into a line, in scales; 0 for others
 * @param horizonWeights how much each step of the horizon counts, relative to the others; empty if
 *     all count alike
 * @param flatBand the largest move of one step that is no direction, in scales; 0 for losses
 *     without directions
 * @param scaleWeight power of a series' scale that a target counts with; 0 if all count alike
 */
public record LossConfig(
    String kind,
    double huberDelta,
    List<Double> horizonWeights,
    double flatBand,
    double scaleWeight) {

  private static final String QUANTILE = "quantile";
  private static final String HUBER = "huber";
  private static final double USUAL_DELTA = 1;
  private static final double USUAL_BAND = 0.5;

  /** With every series counting alike. */
  public LossConfig(String kind, double huberDelta, List<Double> horizonWeights, double flatBand) {
    this(kind, huberDelta, horizonWeights, flatBand, 0);
  }

  /** With the usual band of what is flat. */
  public LossConfig(String kind, double huberDelta, List<Double> horizonWeights) {
    this(kind, huberDelta, horizonWeights, usualBand(kind));
  }

  public LossConfig {
    horizonWeights = List.copyOf(horizonWeights);
    List<String> problems = new ArrayList<>();
    LossOptions.LOSS.check(problems, kind);
    LossOptions.SCALE_WEIGHT.check(problems, scaleWeight);
    if (kind.equals(HUBER)) {
      LossOptions.HUBER_DELTA.check(problems, huberDelta);
    } else if (LossOptions.KINDS.contains(kind) && huberDelta != 0) {
      problems.add(
          "huber-delta is "
              + huberDelta
              + ", but loss "
              + kind
              + " has none: leave it out, or choose huber");
    }
    if (kind.equals(Heads.CROSS_ENTROPY)) {
      LossOptions.FLAT_BAND.check(problems, flatBand);
    } else if (LossOptions.KINDS.contains(kind) && flatBand != 0) {
      problems.add(
          "flat-band is "
              + flatBand
              + ", but loss "
              + kind
              + " knows no directions: leave it out, or choose head direction");
    }
    if (!horizonWeights.stream().allMatch(weight -> weight >= 0 && Double.isFinite(weight))) {
      problems.add("horizon-weights are " + horizonWeights + ", none may be negative or infinite");
    } else if (!horizonWeights.isEmpty()
        && horizonWeights.stream().allMatch(weight -> weight == 0)) {
      problems.add("horizon-weights are all 0, at least one must be above");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** The delta of a loss where none is given: 1, or 0 where it has none. */
  public static double usualDelta(String kind) {
    return kind.equals(HUBER) ? USUAL_DELTA : 0;
  }

  /** The band of a loss where none is given: 0.5, or 0 where it has none. */
  public static double usualBand(String kind) {
    return kind.equals(Heads.CROSS_ENTROPY) ? USUAL_BAND : 0;
  }

  /** Which move is which class. */
  public Direction direction() {
    return new Direction(flatBand);
  }

  /** Whether a loss of this kind teaches one number for each target, and not several levels. */
  public static boolean isOfPoints(String kind) {
    return kind.equals("mae") || kind.equals("mse") || kind.equals(HUBER);
  }

  /** Whether {@link #huberDelta} is an option of the loss. */
  public boolean hasDelta() {
    return kind.equals(HUBER);
  }

  /**
   * The loss.
   *
   * @param levels that the network forecasts
   * @param cap the largest error that counts
   */
  public Loss build(List<Double> levels, double cap) {
    Loss loss =
        switch (kind) {
          case QUANTILE -> new PinballLoss(levels, cap);
          case "mae" -> PointLoss.absolute(cap);
          case "mse" -> PointLoss.squared(cap);
          case HUBER -> PointLoss.huber(huberDelta, cap);
          case Heads.GAUSSIAN -> new GaussianLoss(cap);
          case Heads.STUDENT -> new StudentLoss(cap);
          case Heads.CROSS_ENTROPY -> new CrossEntropyLoss(direction());
          default -> throw new IllegalStateException("no loss is called " + kind);
        };
    return horizonWeights.isEmpty() ? loss : new HorizonWeightedLoss(loss, horizonWeights);
  }
}
