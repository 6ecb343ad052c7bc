package io.foreflow.benchmarks.train;

import io.foreflow.benchmarks.model.BenchModel;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.features.FeatureFunction;
import io.foreflow.trainer.loop.FitConfig;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.window.TailConfig;
import io.foreflow.trainer.window.WindowConfig;
import java.util.List;

/**
 * The network and batch that all loops of the benchmark train.
 *
 * @param cell kind of the layer
 * @param hidden width of the layer
 * @param batch number of windows in a step
 */
public record TrainTask(String cell, int hidden, int batch) {

  static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);

  /** More steps than any measurement makes. */
  private static final int ENDLESS = 10_000_000;

  TrainingConfig config() {
    return TrainingConfig.builder()
        .set(TrainingConfig.MODEL, "bench")
        .set(TrainingConfig.LEVELS, LEVELS)
        .set(FeatureConfig.CONTEXT, BenchModel.CONTEXT)
        .set(FeatureConfig.HORIZON, BenchModel.HORIZON)
        .set(NetworkConfig.CELL.name(), cell)
        .set(NetworkConfig.HIDDEN, hidden)
        .set(WindowConfig.BATCH, batch)
        .set(TailConfig.VALIDATION, 0)
        .set(FitConfig.STEPS, ENDLESS)
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
