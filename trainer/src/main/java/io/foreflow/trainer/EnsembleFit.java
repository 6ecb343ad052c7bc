package io.foreflow.trainer;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.foreflow.trainer.checkpoint.CheckpointStore;
import io.foreflow.trainer.loop.Fit;
import io.foreflow.trainer.loop.FitData;
import io.foreflow.trainer.loop.FitRun;
import io.foreflow.trainer.loop.FitStart;
import io.foreflow.trainer.loop.Fitter;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.WeightSet;
import io.foreflow.trainer.start.SavedWeights;
import io.foreflow.trainer.state.FitState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Trains the members of an ensemble one after the other, each with its own seed. */
final class EnsembleFit {

  private final TrainingConfig config;
  private final ForecastNetwork network;
  private final TrainingRun run;
  private final Optional<CheckpointStore> store;
  private final Optional<SavedWeights> start;

  EnsembleFit(
      TrainingConfig config,
      ForecastNetwork network,
      TrainingRun run,
      Optional<CheckpointStore> store,
      Optional<SavedWeights> start) {
    this.config = config;
    this.network = network;
    this.run = run;
    this.store = store;
    this.start = start;
  }

  /**
   * Trains all members that have not finished yet. If the training is stopped early, the ensemble
   * consists of the finished members. If none has finished, it consists of the member in training.
   */
  List<Fit> fit(FitData data, NDManager manager, List<Device> devices) {
    Fitter fitter =
        new Fitter(
            network,
            config.fit().loss().build(config.levels(), config.fit().lossCap()),
            config.fit(),
            config.horizon(),
            System::nanoTime);
    List<Fit> fits = finished();
    while (fits.size() < config.members()) {
      int member = fits.size();
      FitRun ofMember =
          new FitRun(
              new EnsembleListener(run.listener(), member, config.members()),
              run.stop(),
              store.map(CheckpointStore::ofCurrent).orElse(FitRun.Checkpoints.NONE));
      FitStart begin =
          new FitStart(
              Fitter.seedOf(config.seed(), member),
              start.map(weights -> weights.member(member, network)));
      Fit fit = fitter.fit(data, config.warmup(), begin, manager, devices, ofMember);
      if (fit.ending() == Fit.Ending.ASKED) {
        return fits.isEmpty() ? List.of(fit) : fits;
      }
      fits.add(fit);
      store.ifPresent(file -> file.finish(fit.state()));
    }
    return fits;
  }

  private List<Fit> finished() {
    WeightSet like = WeightSet.draw(network.weights(), 0);
    List<Fit> fits = new ArrayList<>();
    for (FitState state : store.map(CheckpointStore::finished).orElse(List.of())) {
      fits.add(Fit.of(state, like));
    }
    return fits;
  }
}
