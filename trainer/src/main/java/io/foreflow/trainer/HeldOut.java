package io.foreflow.trainer;

import io.foreflow.evaluation.backtest.ClassifiedMoves;
import io.foreflow.evaluation.backtest.DirectionBacktest;
import io.foreflow.evaluation.backtest.Findings;
import io.foreflow.evaluation.backtest.Origins;
import io.foreflow.evaluation.backtest.RollingBacktest;
import io.foreflow.evaluation.baseline.Baselines;
import io.foreflow.history.SeriesHistory;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.features.FeatureMoves;
import java.util.List;

/** The backtest of a model on the slots that its training held out. */
public final class HeldOut {

  private HeldOut() {}

  /** Runs the backtest of a model of quantiles or of classes on the held-out slots. */
  public static Findings run(StepModel model, List<SeriesHistory> histories, TrainingConfig given) {
    TrainingConfig config = given.suitedTo(histories);
    if (model.manifest().classes().isEmpty()) {
      return of(histories, config).run(model);
    }
    ClassifiedMoves moves =
        FeatureMoves.of(histories, config.features(), config.fit().loss().direction());
    return new DirectionBacktest(moves, origins(config), config.warmup()).run(model);
  }

  /**
   * The backtest on the slots that a training of this configuration holds out, at least on the last
   * slot.
   */
  public static RollingBacktest of(List<SeriesHistory> histories, TrainingConfig given) {
    TrainingConfig config = given.suitedTo(histories);
    List<Integer> seasons = config.features().seasons();
    return new RollingBacktest(
        histories,
        origins(config),
        Baselines.all(seasons),
        seasons.isEmpty() ? 1 : seasons.get(0),
        config.warmup());
  }

  private static Origins origins(TrainingConfig config) {
    return Origins.ofTail(Math.max(1, config.fit().validation()), 1);
  }
}
