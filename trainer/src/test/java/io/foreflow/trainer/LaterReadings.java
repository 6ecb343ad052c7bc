package io.foreflow.trainer;

import io.foreflow.evaluation.backtest.ModelReplay;
import io.foreflow.history.SeriesHistory;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.loop.TrainingListener;
import java.util.List;

/** Forecasts of readings that a training did not see. */
final class LaterReadings {

  /** Receives a forecast of one of the readings. */
  @FunctionalInterface
  interface Sink {
    /**
     * Receives one forecast.
     *
     * @param last the last reading before the forecast
     * @param step the step of the horizon, from 0
     * @param reading what came
     * @param forecast [level][step], flattened
     */
    void forecast(double last, int step, double reading, float[] forecast);
  }

  private LaterReadings() {}

  /**
   * Trains a model on the first slots of each series, and forecasts the others.
   *
   * @param learnt number of slots to train on
   * @param sink receives each step of each forecast whose reading there is
   */
  static void forecast(List<SeriesHistory> all, int learnt, TrainingConfig config, Sink sink)
      throws Exception {
    List<SeriesHistory> first = all.stream().map(one -> one.part(0, learnt)).toList();
    TrainedModel model = new Trainer().train(first, config, TrainingListener.NONE);
    try (StepModel file = StepModel.open(model.file())) {
      ModelReplay.step(
          file,
          all,
          (row, slot, forecast) -> {
            SeriesHistory series = all.get(row);
            int steps = Math.min(config.horizon(), series.slots() - slot - 1);
            for (int step = 0; step < steps && slot >= learnt; step++) {
              sink.forecast(series.value(slot), step, series.value(slot + 1 + step), forecast);
            }
          });
    }
  }
}
