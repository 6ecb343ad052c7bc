package io.foreflow.benchmarks.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.features.FeatureFunction;
import java.time.Duration;

/**
 * The matrix products of a training step alone, once forward and twice backward. They are the least
 * cost of its arithmetic. There is one product of the state for each slot.
 */
final class ProductsLoop implements AutoCloseable {

  private static final int PASSES = 3;

  private final NDManager manager;
  private final int slots;
  private final NDArray[] inputSide;
  private final NDArray[] stateSide;
  private final NDArray[] headHidden;
  private final NDArray[] headOut;

  ProductsLoop(TrainTask task, NDManager parent) {
    manager = parent.newSubManager();
    TrainingConfig config = task.config();
    int gates =
        switch (task.cell()) {
          case "gru" -> 3;
          case "lstm" -> 4;
          default -> 1;
        };
    slots = task.window();
    int rows = task.batch() * slots;
    int units = config.network().headUnits();
    int outputs = TrainTask.LEVELS.size() * config.horizon();
    try (FeatureFunction function = new FeatureFunction(config.features())) {
      inputSide = pair(rows, function.inputWidth(), gates * task.hidden());
    }
    stateSide = pair(task.batch(), task.hidden(), gates * task.hidden());
    headHidden = pair(rows, task.hidden() + config.features().contextWidth(), units);
    headOut = pair(rows, units, outputs);
  }

  private NDArray[] pair(int rows, int inner, int columns) {
    return new NDArray[] {
      manager.randomNormal(new Shape(rows, inner)), manager.randomNormal(new Shape(inner, columns))
    };
  }

  double stepsPerSecond(Duration span) {
    long start = System.nanoTime();
    int steps = 0;
    while (System.nanoTime() - start < span.toNanos()) {
      for (int pass = 0; pass < PASSES; pass++) {
        multiply(inputSide);
        multiply(headHidden);
        multiply(headOut);
        for (int slot = 0; slot < slots; slot++) {
          multiply(stateSide);
        }
      }
      steps++;
    }
    return steps * 1e9 / (System.nanoTime() - start);
  }

  private static void multiply(NDArray[] pair) {
    pair[0].matMul(pair[1]).close();
  }

  @Override
  public void close() {
    manager.close();
  }
}
