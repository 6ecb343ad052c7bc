package io.foreflow.trainer.tune;

import io.foreflow.manifest.Backtest;
import io.foreflow.trainer.TrainedModel;
import io.foreflow.trainer.loop.Fit;
import io.foreflow.trainer.network.Heads;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * By what trials are compared, always on the slots that their trainings hold out. Less is better.
 */
public enum TrialMetric {
  /** The weighted quantile loss of the file's forecasts. */
  WQL,
  /** The mean absolute scaled error of the file's forecasts. */
  MASE,
  /** What the training itself makes small. */
  LOSS;

  private static final Set<String> NEVER =
      Set.of("model", "cadence", "horizon", "levels", "warmup", "validation", "seed", "steps");

  /** These change the unit of the loss, or what it is. */
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

  /** What suits a head: quantiles are judged as such, classes by their own loss. */
  public static TrialMetric usual(String head) {
    return Heads.classesOf(head).isEmpty() ? WQL : LOSS;
  }

  /** The names, as flags and files have them. */
  public static List<String> names() {
    return Arrays.stream(values()).map(TrialMetric::toString).toList();
  }

  /** Why an option has to be the same in all trials; empty if it need not be. */
  Optional<String> whyFixed(String option) {
    if (NEVER.contains(option)) {
      return Optional.of(
          "trials that differ in it can't be compared; set it outside the space instead");
    }
    if (this == LOSS && OF_THE_LOSS.contains(option)) {
      return Optional.of(
          "it changes what the loss is measured in, so trials can't be compared by it; judge by "
              + WQL);
    }
    return Optional.empty();
  }

  /** The figure of a trained model; infinite where it has none. */
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

  /** Of the weights that were kept. */
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
