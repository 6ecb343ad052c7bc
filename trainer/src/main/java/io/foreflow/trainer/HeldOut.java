package io.foreflow.trainer;

import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.backtest.Origins;
import io.foreflow.evaluation.backtest.ReadingTargets;
import io.foreflow.evaluation.backtest.RollingBacktest;
import io.foreflow.evaluation.backtest.Targets;
import io.foreflow.history.SeriesHistory;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.features.FeatureMoves;
import java.util.List;

/** The backtest of a model on the slots that its training held out. */
public final class HeldOut {

  private HeldOut() {}

  /**
   * Runs the backtest of a model on the slots that its training held out, on the last one at least.
   *
   * @param given the configuration of the training
   */
  public static BacktestResult<?> run(
      StepModel model, List<SeriesHistory> histories, TrainingConfig given) {
    TrainingConfig config = given.suitedTo(histories);
    Targets<?> targets =
        model
            .manifest()
            .kind()
            .match(
                quantiles -> ReadingTargets.of(quantiles, histories, config.features().seasons()),
                classes ->
                    FeatureMoves.of(histories, config.features(), config.fit().loss().direction()));
    Origins origins = Origins.ofTail(Math.max(1, config.fit().validation()), 1);
    return new RollingBacktest<>(targets, origins, config.warmup()).run(model);
  }
}
