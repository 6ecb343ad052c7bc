package io.foreflow.trainer.tune;

import io.foreflow.manifest.Backtest;
import io.foreflow.trainer.TrainedModel;
import io.foreflow.trainer.loop.Fit;
import io.foreflow.trainer.network.HeadKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The metric by which trials are compared, always on the slots that their trainings hold out. Less
 * is better.
 */
public enum TrialMetric {
  /** The weighted quantile loss of the file's forecasts. */
  WQL,
  /** The mean absolute scaled error of the file's forecasts. */
  MASE,
  /** The loss that the training minimizes. */
  LOSS;

  private static final Set<String> NEVER =
      Set.of("model", "cadence", "horizon", "levels", "warmup", "validation", "seed", "steps");

  /** Options that change the kind or the unit of the loss. */
  private static final Set<String> OF_THE_LOSS =
      Set.of(
          "head",
          "loss",
          "huber-delta",
          "flat-band",
          "horizon-weights",
          "loss-cap",
          "context",
          "seasons",
          "run-up");

  /** The default metric of a head: WQL for quantiles, the loss for classes. */
  public static TrialMetric defaultFor(HeadKind head) {
    return head.classes().isEmpty() ? WQL : LOSS;
  }

  /** The names, as used in flags and files. */
  public static List<String> names() {
    return Arrays.stream(values()).map(TrialMetric::toString).toList();
  }

  /** The reason why an option must be the same in all trials. Empty if it need not be. */
  Optional<String> whyFixed(String option) {
    if (NEVER.contains(option)) {
      return Optional.of(
          "trials that differ in it can't be compared; set it outside the space instead");
    }
    if (this == LOSS && option.equals("members")) {
      return Optional.of(
          "the loss is the mean of the networks, without the member ridge; judge by " + WQL);
    }
    if (this == LOSS && OF_THE_LOSS.contains(option)) {
      return Optional.of(
          "it changes what the loss is measured in, so trials can't be compared by it; judge by "
              + WQL);
    }
    return Optional.empty();
  }

  /** The score of a trained model. Infinite if it has none. */
  double score(TrainedModel model) {
    if (this == LOSS) {
      return model.report().members().stream()
          .mapToDouble(TrialMetric::bestLoss)
          .average()
          .orElse(Double.POSITIVE_INFINITY);
    }
    return Optional.ofNullable(model.manifest().backtest())
        .map(Backtest::model)
        .map(metrics -> metrics.get(toString()))
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** The loss of the weights that were kept. */
  private static double bestLoss(Fit fit) {
    double best = Double.POSITIVE_INFINITY;
    for (Fit.Round round : fit.rounds()) {
      best = Double.isNaN(round.validationLoss()) ? best : Math.min(best, round.validationLoss());
      best = Double.isNaN(round.averagedLoss()) ? best : Math.min(best, round.averagedLoss());
    }
    return best;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
