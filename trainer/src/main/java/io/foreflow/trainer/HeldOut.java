package io.foreflow.trainer;

import io.foreflow.trainer.backtest.Origins;
import io.foreflow.trainer.backtest.RollingBacktest;
import io.foreflow.trainer.baseline.Baselines;
import io.foreflow.trainer.history.SeriesHistory;
import java.util.List;

/** The backtest on what a training held out. */
public final class HeldOut {

  private HeldOut() {}

  /** On the slots that a training of this configuration holds out, the last one at least. */
  public static RollingBacktest of(List<SeriesHistory> histories, TrainingConfig config) {
    List<Integer> seasons = config.features().seasons();
    return new RollingBacktest(
        histories,
        Origins.ofTail(Math.max(1, config.fit().validation()), 1),
        Baselines.all(seasons),
        seasons.isEmpty() ? 1 : seasons.get(0),
        config.warmup());
  }
}
