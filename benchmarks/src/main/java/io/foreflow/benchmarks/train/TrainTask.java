package io.foreflow.benchmarks.train;

import io.foreflow.benchmarks.model.BenchModel;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.TrainingOptions;
import io.foreflow.trainer.features.FeatureFunction;
import io.foreflow.trainer.features.FeatureOptions;
import io.foreflow.trainer.loop.FitOptions;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.NetworkOptions;
import io.foreflow.trainer.window.TailOptions;
import io.foreflow.trainer.window.WindowOptions;
import java.util.List;

/**
 * What all loops of the benchmark learn.
 *
 * @param cell kind of the layer
 * @param hidden its width
 * @param batch windows in a step
 */
record TrainTask(String cell, int hidden, int batch) {

  static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);

  /** Steps that no measurement comes to the end of. */
  private static final int ENDLESS = 10_000_000;

  TrainingConfig config() {
    return TrainingConfig.builder()
        .set(TrainingOptions.MODEL, "bench")
        .set(TrainingOptions.LEVELS, LEVELS)
        .set(FeatureOptions.CONTEXT, BenchModel.CONTEXT)
        .set(FeatureOptions.HORIZON, BenchModel.HORIZON)
        .set(NetworkOptions.CELL, cell)
        .set(NetworkOptions.HIDDEN, hidden)
        .set(WindowOptions.BATCH, batch)
        .set(TailOptions.VALIDATION, 0)
        .set(FitOptions.STEPS, ENDLESS)
        .build();
  }

  int window() {
    return config().fit().windows().length();
  }

  ForecastNetwork network(FeatureFunction function) {
    TrainingConfig config = config();
    return config
        .network()
        .build(LEVELS, config.horizon(), function.inputWidth(), config.features().contextWidth());
  }
}
