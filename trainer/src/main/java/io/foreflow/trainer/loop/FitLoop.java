package io.foreflow.trainer.loop;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.foreflow.trainer.features.FeatureMaker;
import io.foreflow.trainer.loss.Loss;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.LiveWeights;
import io.foreflow.trainer.network.WeightSet;
import io.foreflow.trainer.optimizer.LearningRate;
import io.foreflow.trainer.state.FitState;
import io.foreflow.trainer.window.LearningSpan;
import io.foreflow.trainer.window.ScaleWeight;
import io.foreflow.trainer.window.Window;
import io.foreflow.trainer.window.WindowSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The training of one network, from its first step or from a checkpoint on. */
final class FitLoop implements AutoCloseable {

  private final FitConfig config;
  private final ForecastNetwork network;
  private final FitRun run;
  private final NDManager manager;
  private final WindowSource source;
  private final FeatureFeed feed;
  private final Replicas replicas;
  private final WeightUpdates updates;
  private final WeightAverage average;
  private final Validation validation;
  private final RoundLog rounds = new RoundLog();
  private final BestWeights best = new BestWeights();
  private final GradientProbe probe;
  private final NativeMemory memory = new NativeMemory();
  private final List<GradientReach> reaches = new ArrayList<>();
  private int step;

  FitLoop(
      ForecastNetwork network,
      Loss loss,
      FitConfig config,
      int horizon,
      List<LearningSpan> spans,
      List<LearningSpan> copies,
      FitStart begin,
      NDManager parent,
      List<Device> devices,
      FeatureMaker maker,
      FitRun run) {
    this.config = config;
    this.network = network;
    this.run = run;
    this.manager = parent.newSubManager();
    this.source = WindowSource.of(config.windows(), join(spans, copies), begin.seed());
    ScaleWeight weight = ScaleWeight.of(config.loss().scaleWeight(), spans);
    this.validation = new Validation(spans, network, loss, config, horizon, weight, maker);
    this.probe = new GradientProbe(spans, network, loss, config, horizon, maker);
    Optional<FitState> saved = run.checkpoints().last();
    WeightSet first = begin.of(network);
    WeightSet start = saved.map(state -> state.weights("weights.", first)).orElse(first);
    this.replicas =
        new Replicas(network, loss, config, horizon, weight, manager, devices, start, begin.seed());
    this.updates =
        new WeightUpdates(
            replicas.weights(), config, new LearningRate(config.rate(), config.steps()));
    this.average = new WeightAverage(config.averaging(), replicas.weights(), replicas.manager());
    saved.ifPresent(state -> restore(state, first));
    this.feed = new FeatureFeed(source::next, maker);
  }

  private static List<LearningSpan> join(List<LearningSpan> spans, List<LearningSpan> copies) {
    List<LearningSpan> all = new ArrayList<>(spans);
    all.addAll(copies);
    return all;
  }

  Fit run(ProgressReporter speed) {
    speed.startsAfter(step);
    Fit.Ending ending = Fit.Ending.ALL_STEPS;
    while (step < config.steps()) {
      if (config.tail().patience() > 0 && best.roundsWithoutBetter() >= config.tail().patience()) {
        ending = Fit.Ending.NO_BETTER;
        break;
      }
      if (step > 0 && run.stop().getAsBoolean()) {
        ending = Fit.Ending.ASKED;
        break;
      }
      learn(speed);
      if (run.checkpoints().isDue(step)) {
        run.checkpoints().save(state());
      }
    }
    if (step > 0 && !rounds.endedAt(step)) {
      endRound(speed);
    }
    return new Fit(
        best.weights(),
        rounds.ended(),
        step,
        updates.skipped(),
        speed.slotsPerSecond(),
        ending,
        reaches);
  }

  private void learn(ProgressReporter speed) {
    step++;
    FeatureFeed.Batch batch = feed.next();
    int skippedBefore = updates.skipped();
    double value = replicas.step(batch, step, updates);
    if (updates.skipped() == skippedBefore) {
      average.moved();
    }
    rounds.learnt(value);
    speed.learnt(step, value, batch.windows().stream().mapToInt(Window::length).sum());
    if (config.endsRound(step)) {
      endRound(speed);
    }
    memory.stepEnded();
  }

  private void endRound(ProgressReporter speed) {
    best.newRound();
    average.roundEnded();
    OptionalDouble held = validation.run(replicas.weights(), manager);
    best.offer(held, replicas.weights()::snapshot);
    double averaged = Double.NaN;
    Optional<WeightSet> mean = average.mean();
    if (mean.isPresent()) {
      OptionalDouble heldOfMean = validate(mean.get());
      averaged = heldOfMean.orElse(Double.NaN);
      best.offer(heldOfMean, mean::get);
    }
    int number = rounds.ended().size() + 1;
    if (number == 1 || number == config.rounds() / 2 || number == config.rounds()) {
      probe.look(replicas.weights(), manager, step).ifPresent(reaches::add);
    }
    speed.validated(held.orElse(Double.NaN));
    rounds.end(
        step, held.orElse(Double.NaN), averaged, updates.largestNorm(), updates.currentRate());
  }

  private OptionalDouble validate(WeightSet weights) {
    try (NDManager scratch = manager.newSubManager()) {
      return validation.run(new LiveWeights(scratch, network.weights(), weights), scratch);
    }
  }

  private FitState state() {
    FitState state = new FitState();
    state.put("step", step);
    replicas.save(state);
    updates.save(state);
    average.save(state);
    rounds.save(state);
    best.save(state);
    GradientReachState.save(reaches, state);
    return state;
  }

  private void restore(FitState state, WeightSet like) {
    step = (int) state.numbers("step")[0];
    for (int made = 0; made < step; made++) {
      List<Window> unused = source.next();
    }
    replicas.restore(state);
    updates.restore(state);
    average.restore(state);
    rounds.restore(state);
    best.restore(state, like);
    reaches.addAll(GradientReachState.of(state));
  }

  @Override
  public void close() {
    feed.close();
    replicas.close();
    manager.close();
  }
}
