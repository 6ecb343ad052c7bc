package io.foreflow.trainer;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.checkpoint.CheckpointStore;
import io.foreflow.trainer.checkpoint.TrainingIdentity;
import io.foreflow.trainer.ensemble.Members;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.features.FeatureFunction;
import io.foreflow.trainer.loop.EngineSetup;
import io.foreflow.trainer.loop.FitData;
import io.foreflow.trainer.loop.TrainingListener;
import io.foreflow.trainer.loop.TrainingListener.Phase;
import io.foreflow.trainer.loop.TrainingListener.Progress;
import io.foreflow.trainer.network.CellKind;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.start.SavedWeights;
import io.foreflow.trainer.start.StartException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains a model file from histories. The same histories, configuration and kind of machine give
 * the same bytes. Only one training may run in a process at a time, because the engine's gradients
 * are global.
 */
public final class Trainer {

  /** Trains to the end and without checkpoints. */
  public TrainedModel train(
      List<SeriesHistory> histories, TrainingConfig config, TrainingListener listener) {
    return train(histories, config, TrainingRun.with(listener));
  }

  /** Trains from random weights. */
  public TrainedModel train(List<SeriesHistory> histories, TrainingConfig given, TrainingRun run) {
    return train(histories, given, Optional.empty(), run);
  }

  /**
   * Trains, exports, and compares the file with the network before returning it.
   *
   * @param start the weights to start from, with the scales of the covariates that belong to them;
   *     the optimizer starts anew
   * @throws io.foreflow.trainer.start.StartException if the weights are of another network
   * @throws IllegalArgumentException if the histories are too short to learn from, or lack a
   *     covariate, or if the device does not exist
   * @throws io.foreflow.trainer.loop.TrainingLostException if the training diverges
   * @throws io.foreflow.trainer.checkpoint.CheckpointException if there is a checkpoint that cannot
   *     be resumed
   * @throws io.foreflow.trainer.export.ParityException if the file forecasts something else than
   *     the network
   */
  public TrainedModel train(
      List<SeriesHistory> histories,
      TrainingConfig given,
      Optional<SavedWeights> start,
      TrainingRun run) {
    return train(TrainingSource.of(histories), given, start, run);
  }

  /** Trains on real or generated series, with the rules and exceptions of the other methods. */
  public TrainedModel train(
      TrainingSource source, TrainingConfig given, Optional<SavedWeights> start, TrainingRun run) {
    List<SeriesHistory> histories = source.series();
    TrainingConfig config = given.suitedTo(histories);
    start.ifPresent(weights -> requireSameNetwork(weights, config));
    Engine engine = EngineSetup.start();
    List<Device> devices = config.devices().resolve(engine);
    TrainingIdentity identity = identity(source, config, devices.get(0), start);
    Optional<CheckpointStore> store =
        run.checkpoints().map(plan -> new CheckpointStore(plan, identity, System::nanoTime));
    try (NDManager manager = engine.newBaseManager(devices.get(0));
        FeatureFunction function = new FeatureFunction(features(histories, config, start));
        TrainingData data = new TrainingData(config, function, histories, run.space())) {
      run.listener().on(Progress.of(Phase.FEATURES, 0, 1));
      FitData learnt = data.of(histories);
      run.listener().on(Progress.of(Phase.FEATURES, 1, 1));
      FittedEnsemble fitted =
          new EnsembleFit(config, networks(config, function), run, store, start)
              .fit(learnt, manager, devices);
      return new ModelExport(source, config, function, identity, run).write(fitted, manager);
    }
  }

  /** The network of each member, and that of the option {@code cell} if there is none. */
  private static List<ForecastNetwork> networks(TrainingConfig config, FeatureFunction function) {
    Members members = config.ensemble().members();
    CellKind cell = config.network().cell();
    return (members.networks() == 0 ? List.of(cell) : members.cellsOf(cell))
        .stream()
            .map(
                of ->
                    config
                        .network()
                        .withCell(of)
                        .build(
                            config.levels(),
                            config.horizon(),
                            function.inputWidth(),
                            config.features().contextWidth(),
                            config.features().seasons().isEmpty()))
            .toList();
  }

  private static void requireSameNetwork(SavedWeights weights, TrainingConfig config) {
    List<String> differences = NetworkShape.differences(weights, config);
    if (!differences.isEmpty()) {
      throw new StartException(
          "the weights are of another network: "
              + String.join("; ", differences)
              + ". Give the same options, or train from scratch");
    }
  }

  /** The features. Weights have learnt with their own scales of the covariates, so these stay. */
  private static FeatureConfig features(
      List<SeriesHistory> histories, TrainingConfig config, Optional<SavedWeights> start) {
    FeatureConfig features = config.features();
    return start
        .map(weights -> features.with(features.covariates().withScales(weights.scales())))
        .orElseGet(() -> features.measuredOn(histories, config.fit().validation()));
  }

  private static TrainingIdentity identity(
      TrainingSource source, TrainingConfig config, Device device, Optional<SavedWeights> start) {
    return new TrainingIdentity(
        source.digest(),
        config.options(),
        Map.of(
            "djl",
            Engine.getDjlVersion(),
            "pytorch",
            EngineSetup.start().getVersion(),
            "device",
            device.isGpu() ? "cuda" : "cpu"),
        start.map(SavedWeights::provenance));
  }
}
