package io.foreflow.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.foreflow.history.SeriesHistory;
import io.foreflow.options.Settings;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.features.FeatureFunction;
import io.foreflow.trainer.features.SeriesFeatures;
import io.foreflow.trainer.loss.PinballLoss;
import io.foreflow.trainer.network.CellKind;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.optimizer.RateConfig;
import io.foreflow.trainer.window.TailConfig;
import io.foreflow.trainer.window.WindowConfig;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;

/** A fit of a network so small that many fits take little time. */
record SmallFit(
    FitConfig config, ForecastNetwork network, List<SeriesFeatures> series, int warmup) {

  static final int HORIZON = 4;
  private static final int CONTEXT = 24;

  static Settings settings() {
    return new Settings()
        .put(FitConfig.STEPS, 60)
        .put(FitConfig.ROUNDS, 5)
        .put(WindowConfig.BATCH, 4)
        .put(WindowConfig.WINDOW, 24)
        .put(WindowConfig.BURN_IN, 4)
        .put(RateConfig.LEARNING_RATE, 0.01)
        .put(TailConfig.VALIDATION, 8);
  }

  static FitConfig config(Settings settings) {
    return FitConfig.from(settings, CONTEXT, HORIZON);
  }

  static SmallFit of(FitConfig config, CellKind cell, int layers, List<SeriesHistory> histories) {
    FeatureConfig features = new FeatureConfig(3_600_000, HORIZON, CONTEXT, List.of(24), 4);
    try (FeatureFunction function = new FeatureFunction(features)) {
      ForecastNetwork network =
          new NetworkConfig(cell, layers, 6, 8)
              .build(
                  List.of(0.1, 0.5, 0.9), HORIZON, function.inputWidth(), features.contextWidth());
      return new SmallFit(config, network, function.run(histories), CONTEXT);
    }
  }

  /** Fits on one worker. The listener also gets the manager that owns all arrays. */
  Fit run(long seed, BiConsumer<NDManager, TrainingListener.Progress> listener) {
    try (NDManager manager = EngineSetup.start().newBaseManager(Device.cpu())) {
      FitRun run = FitRun.with(progress -> listener.accept(manager, progress));
      return run(seed, manager, 1, run);
    }
  }

  /** Fits on this number of CPU workers. */
  Fit run(long seed, int workers, FitRun run) {
    try (NDManager manager = EngineSetup.start().newBaseManager(Device.cpu())) {
      return run(seed, manager, workers, run);
    }
  }

  private Fit run(long seed, NDManager manager, int workers, FitRun run) {
    // A capped manager rejects any array that a step leaves on it.
    manager.cap();
    PinballLoss loss = new PinballLoss(List.of(0.1, 0.5, 0.9), 20);
    Fitter fitter = new Fitter(network, loss, config, HORIZON, () -> 0);
    List<Device> devices = Collections.nCopies(workers, Device.cpu());
    FitStart start = FitStart.random(seed);
    Fit fit = fitter.fit(FitData.held(series), warmup, start, manager, devices, run);
    assertThat(manager.getManagedArrays()).isEmpty();
    return fit;
  }
}
