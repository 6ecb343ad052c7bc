package io.foreflow.trainer.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.foreflow.graph.Tensor;
import io.foreflow.trainer.network.LiveWeights;
import io.foreflow.trainer.network.WeightSet;
import io.foreflow.trainer.state.FitState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The mean of the weights during a training, of the kind that the configuration names. */
final class WeightAverage {

  private static final String RUNNING = "average.running.";
  private static final String OF_ROUND = "average.round.";

  private final AveragingConfig config;
  private final AveragingKind kind;
  private final LiveWeights weights;
  private final WeightSet like;
  private final NDManager manager;
  private final Map<String, NDArray> running = new LinkedHashMap<>();
  private final Deque<WeightSet> rounds = new ArrayDeque<>();
  private int updates;

  /**
   * @param weights the weights to average
   * @param manager the manager that owns the running mean
   */
  WeightAverage(AveragingConfig config, LiveWeights weights, NDManager manager) {
    this.config = config;
    this.kind = config.kind();
    this.weights = weights;
    this.manager = manager;
    this.like = weights.snapshot();
  }

  /** Notes that the weights were updated. */
  void moved() {
    if (kind != AveragingKind.EMA) {
      return;
    }
    updates++;
    // A mean of few updates follows fast, so that it soon forgets the random first weights.
    double kept = Math.min(config.decay(), updates / (updates + 9.0));
    weights
        .all()
        .forEach(
            (name, weight) -> {
              NDArray mean =
                  running.computeIfAbsent(
                      name, key -> manager.zeros(weight.getShape(), weight.getDataType()));
              try (NDArray still = weight.stopGradient();
                  NDArray part = still.mul(1 - kept)) {
                mean.muli(kept).addi(part);
              }
            });
  }

  /** Notes that a round has ended. */
  void roundEnded() {
    if (kind == AveragingKind.LAST) {
      rounds.addLast(weights.snapshot());
      if (rounds.size() > config.last()) {
        rounds.removeFirst();
      }
    }
  }

  /** The mean. Empty if none is configured or if it covers no more than the current weights. */
  Optional<WeightSet> mean() {
    Map<String, Tensor> means = new LinkedHashMap<>();
    if (!running.isEmpty()) {
      like.tensors().forEach((name, tensor) -> means.put(name, withData(tensor, numbers(name))));
    } else if (rounds.size() > 1) {
      like.tensors().forEach((name, tensor) -> means.put(name, withData(tensor, meanOf(name))));
    }
    return means.isEmpty() ? Optional.empty() : Optional.of(new WeightSet(means));
  }

  private float[] numbers(String name) {
    NDArray mean = running.get(name);
    if (mean == null) {
      throw new IllegalStateException("no mean of " + name);
    }
    return mean.toFloatArray();
  }

  private float[] meanOf(String name) {
    double[] sum = new double[like.get(name).data().length];
    for (WeightSet round : rounds) {
      float[] data = round.get(name).data();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += data[i];
      }
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      mean[i] = (float) (sum[i] / rounds.size());
    }
    return mean;
  }

  private static Tensor withData(Tensor shape, float[] data) {
    return new Tensor(shape.rows(), shape.columns(), data);
  }

  void save(FitState state) {
    state.put("average", updates, rounds.size());
    running.forEach((name, mean) -> state.put(RUNNING + name, mean.toFloatArray()));
    int number = 0;
    for (WeightSet round : rounds) {
      state.put(OF_ROUND + number++ + ".", round);
    }
  }

  void restore(FitState state) {
    double[] saved = state.numbers("average");
    updates = (int) saved[0];
    state
        .arraysOf(RUNNING)
        .forEach(
            (name, numbers) ->
                running.put(name, manager.create(numbers, weights.get(name).getShape())));
    for (int number = 0; number < (int) saved[1]; number++) {
      rounds.addLast(state.weights(OF_ROUND + number + ".", like));
    }
  }
}
