package io.foreflow.benchmarks.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.features.FeatureFunction;
import io.foreflow.trainer.loss.Loss;
import io.foreflow.trainer.network.Dropout;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.LiveWeights;
import io.foreflow.trainer.network.SequenceInput;
import io.foreflow.trainer.network.WeightSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A DJL loop over the same network with the least possible work: forward, loss, backward, and DJL's
 * own AdamW. Its batches are prepared in the engine. It does not clip, measure or report.
 */
final class BareLoop implements AutoCloseable {

  private static final int BATCHES = 8;
  private static final NDIndex EVERYTHING = new NDIndex(":");

  private final NDManager manager;
  private final ForecastNetwork network;
  private final Loss loss;
  private final LiveWeights weights;
  private final Optimizer optimizer;
  private final List<Ready> batches = new ArrayList<>();

  private record Ready(SequenceInput input, NDArray targets, NDArray mask) {

    /**
     * Attaches the batches to a manager. Results live on the manager of their inputs, so that is
     * the step's manager during a step.
     */
    void attach(NDManager manager) {
      for (NDArray array :
          List.of(
              input.inputs(),
              input.context(),
              input.readings(),
              input.level(),
              input.perScale(),
              targets,
              mask)) {
        array.attach(manager);
      }
    }
  }

  BareLoop(TrainTask task, NDManager parent) {
    TrainingConfig config = task.config();
    manager = parent.newSubManager();
    int context = config.features().contextWidth();
    try (FeatureFunction function = new FeatureFunction(config.features())) {
      network = task.network(function);
      Shape inputs = new Shape(task.batch(), task.window(), function.inputWidth());
      Shape beside = new Shape(task.batch(), task.window(), context);
      Shape targets = new Shape(task.batch(), task.window(), config.horizon());
      for (int i = 0; i < BATCHES; i++) {
        batches.add(
            new Ready(
                SequenceInput.of(manager.randomNormal(inputs), manager.randomNormal(beside)),
                manager.randomNormal(targets),
                manager.ones(targets)));
      }
    }
    loss = config.fit().loss().build(TrainTask.LEVELS, config.fit().lossCap());
    weights = new LiveWeights(manager, network.weights(), WeightSet.draw(network.weights(), 1));
    optimizer = Optimizer.adamW().optLearningRateTracker(Tracker.fixed(1e-4f)).build();
  }

  double stepsPerSecond(Duration span) {
    long start = System.nanoTime();
    int steps = 0;
    while (System.nanoTime() - start < span.toNanos()) {
      step(batches.get(steps++ % BATCHES));
    }
    return steps * 1e9 / (System.nanoTime() - start);
  }

  private void step(Ready batch) {
    try (NDManager scratch = manager.newSubManager()) {
      try (GradientCollector gradients = manager.getEngine().newGradientCollector()) {
        batch.attach(scratch);
        NDArray output =
            network
                .sequence(
                    batch.input(),
                    network.newState(scratch, batch.input().batch()),
                    weights,
                    Dropout.NONE)
                .output();
        gradients.backward(loss.mean(output, batch.targets(), batch.mask()));
        batch.attach(manager);
      }
      for (Map.Entry<String, NDArray> weight : weights.all().entrySet()) {
        NDArray gradient = weight.getValue().getGradient();
        gradient.attach(scratch);
        optimizer.update(weight.getKey(), weight.getValue(), gradient);
        gradient.set(EVERYTHING, 0f);
      }
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
