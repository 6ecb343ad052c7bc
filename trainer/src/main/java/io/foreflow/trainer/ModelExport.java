package io.foreflow.trainer;

import ai.djl.ndarray.NDManager;
import io.foreflow.history.HistoryDigest;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Backtest;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.ModelFile;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.checkpoint.TrainingIdentity;
import io.foreflow.trainer.ensemble.Ensemble;
import io.foreflow.trainer.ensemble.Member;
import io.foreflow.trainer.export.GateSeries;
import io.foreflow.trainer.export.ParityGate;
import io.foreflow.trainer.export.StepGraph;
import io.foreflow.trainer.features.FeatureFunction;
import io.foreflow.trainer.loop.TrainingListener;
import io.foreflow.trainer.loop.TrainingListener.Phase;
import io.foreflow.trainer.loop.TrainingListener.Progress;
import io.foreflow.trainer.start.SavedWeights;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the model file of a trained network and checks it before handing it out. */
final class ModelExport {

  private final TrainingSource source;
  private final List<SeriesHistory> histories;
  private final TrainingConfig config;
  private final FeatureFunction function;
  private final TrainingIdentity identity;
  private final TrainingRun run;

  ModelExport(
      TrainingSource source,
      TrainingConfig config,
      FeatureFunction function,
      TrainingIdentity identity,
      TrainingRun run) {
    this.source = source;
    this.histories = source.series();
    this.config = config;
    this.function = function;
    this.identity = identity;
    this.run = run;
  }

  TrainedModel write(FittedEnsemble fitted, NDManager manager) {
    TrainingListener listener = run.listener();
    listener.on(Progress.of(Phase.EXPORT, 0, 2));
    Ensemble ensemble = fitted.ensemble();
    byte[] graph = StepGraph.write(function.config(), ensemble);
    TrainingManifest manifests = new TrainingManifest(source, config, ensemble, identity);
    try {
      Backtest backtest = backtest(ModelFile.seal(graph, manifests.write(null)));
      listener.on(Progress.of(Phase.EXPORT, 1, 2));
      Manifest manifest = manifests.write(backtest);
      byte[] file = ModelFile.seal(graph, manifest);
      double largest = gate(file, ensemble, manager);
      listener.on(Progress.of(Phase.EXPORT, 2, 2));
      return new TrainedModel(
          file, manifest, new TrainingReport(fitted.fits(), largest), weights(file, ensemble));
    } catch (InvalidModelFileException e) {
      throw new IllegalStateException(
          "the trained file breaks its own contract: " + e.getMessage(), e);
    }
  }

  private SavedWeights weights(byte[] file, Ensemble ensemble) {
    return SavedWeights.of(
        HistoryDigest.of(file),
        NetworkShape.of(config, ensemble.networks().size()),
        function.config().covariates().scales(),
        ensemble.members().stream().map(Member::weights).toList());
  }

  private double gate(byte[] file, Ensemble ensemble, NDManager manager)
      throws InvalidModelFileException {
    try (StepModel model = StepModel.open(file)) {
      int slots = 2 * config.features().context() + config.horizon();
      return new ParityGate(function, ensemble, manager)
          .check(model, GateSeries.of(histories, slots, config.seed()));
    }
  }

  private @Nullable Backtest backtest(byte[] file) throws InvalidModelFileException {
    if (config.fit().validation() == 0) {
      return null;
    }
    try (StepModel model = StepModel.open(file)) {
      Optional<Backtest> backtest = HeldOut.run(model, histories, config, run.space()).summary();
      return backtest.orElse(null);
    }
  }
}
