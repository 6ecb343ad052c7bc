package io.foreflow.trainer;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.foreflow.trainer.checkpoint.CheckpointStore;
import io.foreflow.trainer.ensemble.Ensemble;
import io.foreflow.trainer.ensemble.NetworkMember;
import io.foreflow.trainer.ensemble.RidgeMember;
import io.foreflow.trainer.ensemble.Shares;
import io.foreflow.trainer.loop.Fit;
import io.foreflow.trainer.loop.FitData;
import io.foreflow.trainer.loop.FitRun;
import io.foreflow.trainer.loop.FitStart;
import io.foreflow.trainer.loop.Fitter;
import io.foreflow.trainer.loss.LossKind;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.QuantileMove;
import io.foreflow.trainer.network.WeightSet;
import io.foreflow.trainer.ridge.HeldOutShares;
import io.foreflow.trainer.ridge.RidgeFit;
import io.foreflow.trainer.start.SavedWeights;
import io.foreflow.trainer.window.LearningSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Trains the members of an ensemble one after the other: the ridge regression, which takes seconds,
 * then the networks, each with its own seed.
 */
final class EnsembleFit {

  private final TrainingConfig config;
  private final List<ForecastNetwork> networks;
  private final TrainingRun run;
  private final Optional<CheckpointStore> store;
  private final Optional<SavedWeights> start;

  /**
   * @param networks the networks of the members, and one at least to know what a forecast is
   */
  EnsembleFit(
      TrainingConfig config,
      List<ForecastNetwork> networks,
      TrainingRun run,
      Optional<CheckpointStore> store,
      Optional<SavedWeights> start) {
    this.config = config;
    this.networks = List.copyOf(networks);
    this.run = run;
    this.store = store;
    this.start = start;
  }

  /**
   * Trains all members that have not finished yet. If the training is stopped early, the ensemble
   * consists of the finished members. If no network has finished, it has the first in training.
   */
  FittedEnsemble fit(FitData data, NDManager manager, List<Device> devices) {
    List<LearningSpan> spans =
        LearningSpan.of(data.series(), config.warmup(), config.fit().validation());
    // It is made again after a resumed checkpoint, because that gives the same numbers.
    Optional<RidgeMember> ridge =
        config.ensemble().members().ridge()
            ? Optional.of(ridge().fit(spans, data.maker()))
            : Optional.empty();
    Map<Integer, Fit> fits = networks(data, manager, devices);
    List<NetworkMember> members = new ArrayList<>();
    fits.forEach(
        (member, fit) -> members.add(new NetworkMember(networks.get(member), fit.weights())));
    Ensemble ensemble =
        new Ensemble(
            members,
            ridge,
            config.ensemble().shares(config.horizon()),
            networks.get(0).kind(),
            config.horizon());
    return new FittedEnsemble(shared(ensemble, spans, data, manager), List.copyOf(fits.values()));
  }

  private RidgeFit ridge() {
    return new RidgeFit(
        config.ensemble().ridgeWindow(),
        config.horizon(),
        config.levels(),
        config.fit().loss().kind() == LossKind.MSE,
        config.fit().lossCap());
  }

  /** The ensemble with learnt shares, if they are to be learnt. */
  private Ensemble shared(
      Ensemble even, List<LearningSpan> spans, FitData data, NDManager manager) {
    if (even.sharesIfMixed().isEmpty() || !config.ensemble().ridgeShare().isEmpty()) {
      return even;
    }
    Shares learnt =
        new HeldOutShares(even, config.fit(), config.levels(), data.maker()).learn(spans, manager);
    return even.with(learnt);
  }

  /** The networks that have finished, by number. */
  private Map<Integer, Fit> networks(FitData data, NDManager manager, List<Device> devices) {
    Map<Integer, Fit> fits = finished();
    int members = config.ensemble().members().networks();
    int atATime = run.networksAtATime(devices);
    EnsembleProgress progress = new EnsembleProgress(run.listener(), members, atATime);
    fits.keySet().forEach(progress::ended);
    List<Integer> open =
        IntStream.range(0, members).filter(member -> !fits.containsKey(member)).boxed().toList();
    MemberFits.OneFit one =
        (member, stop) -> {
          Fit fit =
              fit(
                  member,
                  data,
                  manager,
                  devices,
                  new FitRun(progress.of(member), stop, checkpoints(member)));
          progress.ended(member);
          return fit;
        };
    fits.putAll(usable(new MemberFits(one, run.stop(), atATime).run(open), fits.isEmpty()));
    return fits;
  }

  /** The fits that nobody stopped. If there are none and none is known, the first one. */
  private static Map<Integer, Fit> usable(Map<Integer, Fit> ended, boolean noneKnown) {
    Map<Integer, Fit> usable = new TreeMap<>(ended);
    usable.values().removeIf(fit -> fit.ending() == Fit.Ending.ASKED);
    if (usable.isEmpty() && noneKnown && !ended.isEmpty()) {
      int first = ended.keySet().iterator().next();
      return Map.of(first, ended.get(first));
    }
    return usable;
  }

  private Fit fit(int member, FitData data, NDManager manager, List<Device> devices, FitRun run) {
    ForecastNetwork network = networks.get(member);
    Fitter fitter =
        new Fitter(
            network,
            config.fit().loss().build(config.levels(), config.fit().lossCap()),
            config.fit(),
            config.horizon(),
            System::nanoTime);
    FitStart begin =
        new FitStart(
            Fitter.seedOf(config.seed(), member),
            start.map(weights -> first(weights, member, network)));
    Fit fit = fitter.fit(data, config.warmup(), begin, manager, devices, run);
    if (fit.ending() != Fit.Ending.ASKED) {
      store.ifPresent(file -> file.finish(member, fit.state()));
    }
    return fit;
  }

  private FitRun.Checkpoints checkpoints(int member) {
    return store.map(file -> file.of(member)).orElse(FitRun.Checkpoints.NONE);
  }

  /** The first weights of a network, fitted to its horizon and levels. */
  private WeightSet first(SavedWeights weights, int member, ForecastNetwork network) {
    TrainingConfig then = NetworkShape.configOf(weights);
    QuantileMove move =
        new QuantileMove(
            config.features().withHorizon(then.horizon()),
            then.levels(),
            config.horizon(),
            config.levels());
    return move.fit(weights.member(member, move.old(network)), network);
  }

  private Map<Integer, Fit> finished() {
    Map<Integer, Fit> fits = new TreeMap<>();
    store
        .map(CheckpointStore::finished)
        .orElse(Map.of())
        .forEach(
            (member, state) ->
                fits.put(member, Fit.of(state, WeightSet.draw(networks.get(member).weights(), 0))));
    return fits;
  }
}
