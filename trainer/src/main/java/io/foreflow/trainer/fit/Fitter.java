package io.foreflow.trainer.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.foreflow.trainer.features.SeriesFeatures;
import io.foreflow.trainer.network.Dropout;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.LiveWeights;
import io.foreflow.trainer.network.SequenceInput;
import io.foreflow.trainer.network.WeightSet;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** Fits a network to the features of many series, by back-propagation through windows of time. */
public final class Fitter {

  private final ForecastNetwork network;
  private final Loss loss;
  private final FitConfig config;
  private final int horizon;
  private final LongSupplier nanoClock;

  /**
   * @param horizon how many targets an origin has
   * @param nanoClock for the speed that listeners hear of, nothing else
   */
  public Fitter(
      ForecastNetwork network, Loss loss, FitConfig config, int horizon, LongSupplier nanoClock) {
    this.network = network;
    this.loss = loss;
    this.config = config;
    this.horizon = horizon;
    this.nanoClock = nanoClock;
  }

  /**
   * Learns from the series; the same series, configuration, seed and machine give the same weights.
   *
   * @param warmup readings a series must have had before its forecasts count
   * @param manager on which everything lives, and from which nothing is left when this returns
   */
  public Fit fit(
      List<SeriesFeatures> series,
      int warmup,
      long seed,
      NDManager manager,
      TrainingListener listener) {
    SplittableRandom random = new SplittableRandom(seed);
    WeightSet start = WeightSet.draw(network.weights(), random.nextLong());
    WindowSampler sampler = new WindowSampler(series, config, warmup);
    WindowStream stream = new WindowStream(sampler, config.batch(), random.split());
    Dropout dropout = new WindowDropout(config.dropout(), random.split());
    Validation validation = new Validation(sampler.validation(), network, loss, config, horizon);
    Speed speed = new Speed(nanoClock, config.steps(), listener);
    try (NDManager own = manager.newSubManager()) {
      LiveWeights weights = new LiveWeights(own, network.weights(), start);
      LearningRate rate = new LearningRate(config.learningRate(), config.steps());
      Updates updates = new Updates(weights, config, rate);
      Batch batch = new Batch(config.batch(), config.window(), network, horizon);
      Best best = new Best(weights.snapshot());
      List<Fit.Round> rounds = new ArrayList<>();
      double sum = 0;
      int learnt = 0;
      for (int step = 1; step <= config.steps(); step++) {
        List<Window> windows = stream.next();
        double value = learn(batch, windows, weights, updates, dropout, own);
        sum += value;
        learnt++;
        speed.learnt(step, value, windows.stream().mapToInt(Window::length).sum());
        if (endsRound(step)) {
          double held = validation.run(weights, own);
          speed.validated(held);
          rounds.add(new Fit.Round(step, sum / learnt, held, updates.largestNorm()));
          best.offer(held, weights);
          sum = 0;
          learnt = 0;
        }
      }
      return new Fit(
          best.weights, rounds, config.steps(), updates.skipped(), speed.slotsPerSecond());
    }
  }

  private boolean endsRound(int step) {
    return (long) step * config.rounds() / config.steps()
        > (long) (step - 1) * config.rounds() / config.steps();
  }

  private double learn(
      Batch batch,
      List<Window> windows,
      LiveWeights weights,
      Updates updates,
      Dropout dropout,
      NDManager manager) {
    try (NDManager scratch = manager.newSubManager()) {
      Batch.Arrays arrays = batch.fill(scratch, windows);
      float value;
      try (GradientCollector gradients = scratch.getEngine().newGradientCollector()) {
        NDArray mean =
            loss.mean(forecast(arrays, weights, dropout), arrays.targets(), arrays.mask());
        gradients.backward(mean);
        value = mean.getFloat();
      }
      updates.step(scratch);
      return value;
    }
  }

  private NDArray forecast(Batch.Arrays arrays, LiveWeights weights, Dropout dropout) {
    SequenceInput input = arrays.input();
    List<NDArray> state = network.newState(input.inputs().getManager(), input.batch());
    return network.sequence(input, state, weights, dropout).output();
  }

  /**
   * The best weights so far; without a held-out tail the last ones, as the schedule ends in small
   * steps.
   */
  private static final class Best {

    private WeightSet weights;
    private double loss = Double.POSITIVE_INFINITY;

    Best(WeightSet start) {
      weights = start;
    }

    void offer(double held, LiveWeights candidate) {
      if (Double.isNaN(held) || held < loss) {
        loss = held;
        weights = candidate.snapshot();
      }
    }
  }
}
