package io.foreflow.benchmarks.accuracy;

import io.foreflow.evaluation.backtest.ModelReplay;
import io.foreflow.model.StepModel;

/** Steps a model file through the series of a task, and hands on what its protocol asks for. */
final class ProtocolReplay {

  private ProtocolReplay() {}

  /**
   * Hands on the first steps of the forecasts from the origins.
   *
   * @param steps how many the protocol has, at most the model's horizon
   * @param sink a reader of the forecasts, each of which lasts until the next one
   */
  static void step(StepModel model, TaskData series, int steps, ModelReplay.Sink sink) {
    int levels = model.manifest().levels().size();
    float[] cut = new float[levels * steps];
    ModelReplay.step(
        model,
        series.whole(),
        (index, slot, forecast) -> {
          if (series.origins().get(index).include(slot)) {
            int horizon = forecast.length / levels;
            for (int level = 0; level < levels; level++) {
              System.arraycopy(forecast, level * horizon, cut, level * steps, steps);
            }
            sink.forecast(index, slot, cut);
          }
        });
  }
}
