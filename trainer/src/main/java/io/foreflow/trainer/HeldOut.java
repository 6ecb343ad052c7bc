package io.foreflow.trainer;

import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.backtest.Origins;
import io.foreflow.evaluation.backtest.ReadingTargets;
import io.foreflow.evaluation.backtest.RollingBacktest;
import io.foreflow.evaluation.backtest.Targets;
import io.foreflow.history.SeriesHistory;
import io.foreflow.history.WorkSpace;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.features.FeatureMoves;
import io.foreflow.trainer.window.EvenChoice;
import java.util.List;

/**
 * The backtest of a model on the slots that its training held out. Of a large history, some of the
 * series are measured, so that the time does not grow with the history.
 */
public final class HeldOut {

  /** The most slots that a backtest steps through. */
  private static final long MOST_SLOTS = 5_000_000;

  /** The most slots of a series, the newest ones. Earlier ones have no influence any more. */
  private static final int MOST_OF_SERIES = 20_000;

  private HeldOut() {}

  /**
   * The histories that are measured, in their order. These are all of them, unless they have more
   * than 5 million slots: then they are some, chosen at even distances.
   */
  public static List<SeriesHistory> measured(List<SeriesHistory> histories) {
    long slots = histories.stream().mapToLong(HeldOut::slots).sum();
    int count = (int) Math.min(histories.size(), histories.size() * MOST_SLOTS / slots);
    return EvenChoice.of(histories, Math.max(1, count)).stream()
        .map(one -> one.part(one.slots() - slots(one), one.slots()))
        .toList();
  }

  private static int slots(SeriesHistory history) {
    return Math.min(history.slots(), MOST_OF_SERIES);
  }

  /**
   * Runs the backtest of a model on the slots that its training held out, on the last one at least.
   * The series of the result are those of {@link #measured}.
   *
   * @param given the configuration of the training
   * @param space the room for what is compared
   */
  public static BacktestResult<?> run(
      StepModel model, List<SeriesHistory> histories, TrainingConfig given, WorkSpace space) {
    TrainingConfig config = given.suitedTo(histories);
    List<SeriesHistory> measured = measured(histories);
    Targets<?> targets =
        model
            .manifest()
            .kind()
            .match(
                quantiles -> ReadingTargets.of(quantiles, measured, config.features().seasons()),
                classes ->
                    FeatureMoves.of(
                        measured, config.features(), config.fit().loss().direction(), space));
    Origins origins = Origins.ofTail(Math.max(1, config.fit().validation()), 1);
    return new RollingBacktest<>(targets, origins, config.warmup()).run(model);
  }
}
