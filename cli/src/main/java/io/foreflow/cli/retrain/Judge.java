package io.foreflow.cli.retrain;

import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.backtest.Origins;
import io.foreflow.evaluation.backtest.ReadingTargets;
import io.foreflow.evaluation.backtest.RollingBacktest;
import io.foreflow.evaluation.backtest.Targets;
import io.foreflow.evaluation.baseline.Baselines;
import io.foreflow.evaluation.gate.Gate;
import io.foreflow.evaluation.gate.GateOutcome;
import io.foreflow.evaluation.gate.HeldOutLosses;
import io.foreflow.evaluation.gate.LossComparison;
import io.foreflow.evaluation.gate.LossMeasure;
import io.foreflow.history.WorkSpace;
import io.foreflow.manifest.ForecastKind;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.StepModel;
import io.foreflow.series.SlotGrid;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.features.FeatureMoves;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Judges models on the held-out end. Each steps through all readings before it, so it has the state
 * that it would have in the job.
 */
final class Judge {

  private static final String CLASS_FREQUENCIES = "class-frequencies";

  private final RetrainData data;
  private final TrainingConfig training;
  private final ChallengerStart start;
  private final Path work;

  /**
   * @param start where the challenger's training has started
   * @param work a folder for temporary files
   */
  Judge(RetrainData data, TrainingConfig training, ChallengerStart start, Path work) {
    this.data = data;
    this.training = training;
    this.start = start;
    this.work = work;
  }

  /** Why the champion's forecasts can't be compared with those of the challenger, if so. */
  static Optional<String> difference(Manifest champion, Manifest challenger) {
    if (!champion.cadence().equals(challenger.cadence())) {
      return Optional.of(
          "a slot of the champion is %s long, and one of the challenger %s"
              .formatted(champion.cadence(), challenger.cadence()));
    }
    if (!SlotGrid.of(champion).equals(SlotGrid.of(challenger))) {
      return Optional.of(
          "the champion has slots of %s, and the challenger of %s; their trading calendars differ"
              .formatted(SlotGrid.of(champion), SlotGrid.of(challenger)));
    }
    if (champion.horizon() != challenger.horizon()) {
      return Optional.of(
          "the champion forecasts %d slots ahead, and the challenger %d"
              .formatted(champion.horizon(), challenger.horizon()));
    }
    if (!champion.kind().equals(challenger.kind())) {
      return Optional.of(
          "the champion gives %s, and the challenger %s"
              .formatted(champion.kind(), challenger.kind()));
    }
    if (!champion.features().equals(challenger.features())) {
      return Optional.of(
          "the champion reads %s, and the challenger %s"
              .formatted(champion.features(), challenger.features()));
    }
    return Optional.empty();
  }

  /** Backtests both models on the same targets, and asks the gate. */
  Judgement judge(
      StepModel challenger, Optional<StepModel> champion, UnaryOperator<String> groups, Gate gate) {
    Manifest manifest = challenger.manifest();
    int warmup =
        Math.max(manifest.warmup(), champion.map(model -> model.manifest().warmup()).orElse(0));
    RollingBacktest<?> backtest =
        new RollingBacktest<>(targets(manifest), Origins.from(data.cut(), 1), warmup);
    BacktestResult<?> own = backtest.run(challenger);
    Optional<BacktestResult<?>> old = Optional.empty();
    if (champion.isPresent()) {
      old = Optional.of(backtest.run(champion.get()));
    }
    HeldOutLosses losses =
        new LossComparison(LossMeasure.of(manifest), naive(manifest), groups).of(own, old);
    GateOutcome outcome = gate.judge(losses);
    return new Judgement(
        own,
        old,
        losses,
        outcome,
        DecisionReport.files(challenger, data, own, outcome, start, work));
  }

  private static String naive(Manifest manifest) {
    return manifest
        .kind()
        .match(
            quantiles -> Baselines.seasonalNaive(manifest.shortestSeason()).name(),
            classes -> CLASS_FREQUENCIES);
  }

  private Targets<?> targets(Manifest manifest) {
    return manifest
        .kind()
        .match(
            quantiles -> readings(quantiles, manifest),
            classes ->
                FeatureMoves.of(
                    data.series(),
                    training.features(),
                    training.fit().loss().direction(),
                    WorkSpace.of(work)));
  }

  /** All series, with the naive forecasts only: the others cost more than the models. */
  private ReadingTargets readings(ForecastKind.Quantiles kind, Manifest manifest) {
    int unit = manifest.shortestSeason();
    Set<Integer> seasons = new LinkedHashSet<>();
    if (unit > 1) {
      seasons.add(unit);
    }
    seasons.addAll(manifest.seasons());
    return new ReadingTargets(kind, data.series(), Baselines.naive(List.copyOf(seasons)), unit);
  }
}
