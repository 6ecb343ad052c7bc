package io.foreflow.trainer;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.foreflow.manifest.Backtest;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.ModelFile;
import io.foreflow.model.ModelRefusedException;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.backtest.Origins;
import io.foreflow.trainer.backtest.RollingBacktest;
import io.foreflow.trainer.baseline.Baselines;
import io.foreflow.trainer.export.GateSeries;
import io.foreflow.trainer.export.ParityGate;
import io.foreflow.trainer.export.StepGraph;
import io.foreflow.trainer.features.FeatureFunction;
import io.foreflow.trainer.features.SeriesFeatures;
import io.foreflow.trainer.fit.EngineSetup;
import io.foreflow.trainer.fit.Fit;
import io.foreflow.trainer.fit.FitRun;
import io.foreflow.trainer.fit.Fitter;
import io.foreflow.trainer.fit.Loss;
import io.foreflow.trainer.fit.TrainingListener;
import io.foreflow.trainer.fit.TrainingListener.Phase;
import io.foreflow.trainer.fit.TrainingListener.Progress;
import io.foreflow.trainer.history.SeriesHistory;
import io.foreflow.trainer.network.ForecastNetwork;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a model file of histories. The same histories, configuration and kind of machine give the
 * same bytes. One training at a time in a process: the engine's gradients are global.
 */
public final class Trainer {

  /**
   * Trains, exports, and lets the file prove itself before handing it out.
   *
   * @throws IllegalArgumentException if the histories are too short to learn from
   * @throws io.foreflow.trainer.export.ParityException if the file would not do what the network
   *     does
   */
  public TrainedModel train(
      List<SeriesHistory> histories, TrainingConfig config, TrainingListener listener) {
    Engine engine = EngineSetup.start();
    try (NDManager manager = engine.newBaseManager();
        FeatureFunction function = new FeatureFunction(config.features())) {
      listener.on(Progress.of(Phase.FEATURES, 0, 1));
      List<SeriesFeatures> features = function.run(histories);
      listener.on(Progress.of(Phase.FEATURES, 1, 1));
      ForecastNetwork network =
          config
              .network()
              .build(
                  config.levels(),
                  config.horizon(),
                  function.inputWidth(),
                  config.features().contextWidth());
      Loss loss = config.fit().loss().build(config.levels(), config.fit().lossCap());
      Fitter fitter = new Fitter(network, loss, config.fit(), config.horizon(), System::nanoTime);
      Fit fit =
          fitter.fit(
              features,
              config.warmup(),
              config.seed(),
              manager,
              List.of(manager.getDevice()),
              FitRun.with(listener));
      return export(histories, config, function, network, fit, manager, listener);
    }
  }

  private static TrainedModel export(
      List<SeriesHistory> histories,
      TrainingConfig config,
      FeatureFunction function,
      ForecastNetwork network,
      Fit fit,
      NDManager manager,
      TrainingListener listener) {
    listener.on(Progress.of(Phase.EXPORT, 0, 2));
    byte[] graph =
        StepGraph.write(config.features(), network, fit.weights(), config.levels().size());
    ManifestWriter manifests = new ManifestWriter(histories, config, network);
    try {
      Backtest backtest = backtest(ModelFile.seal(graph, manifests.write(null)), histories, config);
      listener.on(Progress.of(Phase.EXPORT, 1, 2));
      Manifest manifest = manifests.write(backtest);
      byte[] file = ModelFile.seal(graph, manifest);
      double largest;
      try (StepModel model = StepModel.open(file)) {
        int slots = 2 * config.features().context() + config.horizon();
        largest =
            new ParityGate(function, network, fit.weights(), manager)
                .check(model, GateSeries.of(histories, slots, config.seed()));
      }
      listener.on(Progress.of(Phase.EXPORT, 2, 2));
      return new TrainedModel(
          file,
          manifest,
          new TrainingReport(
              fit.rounds(), fit.steps(), fit.skipped(), fit.slotsPerSecond(), largest));
    } catch (ModelRefusedException e) {
      throw new IllegalStateException(
          "the trained file breaks its own contract: " + e.getMessage(), e);
    }
  }

  private static @Nullable Backtest backtest(
      byte[] file, List<SeriesHistory> histories, TrainingConfig config)
      throws ModelRefusedException {
    int tail = config.fit().validation();
    // The scores are of quantiles: a model of classes has none yet.
    if (tail == 0 || config.levels().isEmpty()) {
      return null;
    }
    try (StepModel model = StepModel.open(file)) {
      List<Integer> seasons = config.features().seasons();
      Optional<Backtest> backtest =
          new RollingBacktest(
                  histories,
                  Origins.ofTail(tail, 1),
                  Baselines.all(seasons),
                  seasons.isEmpty() ? 1 : seasons.get(0),
                  config.warmup())
              .run(model)
              .summary();
      return backtest.orElse(null);
    }
  }
}
