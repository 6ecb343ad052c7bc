package io.foreflow.trainer.optimizer;

import ai.djl.ndarray.NDArray;
import io.foreflow.trainer.kernel.EngineMemory;
import io.foreflow.trainer.state.FitState;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The memory of an optimizer: arrays in the shapes of the weights, which live as long as the
 * weights.
 */
public final class OptimizerState {

  private static final String PREFIX = "optimizer.";

  private final Map<String, NDArray> arrays = new LinkedHashMap<>();
  private final Map<String, float[]> restored = new LinkedHashMap<>();

  /** One part of the memory of a weight. It is all zeros at first. */
  NDArray of(NDArray weight, String name, String part) {
    return arrays.computeIfAbsent(name + "." + part, key -> start(weight, key));
  }

  private NDArray start(NDArray weight, String key) {
    float[] numbers = restored.remove(key);
    return numbers == null
        ? weight.getManager().zeros(weight.getShape())
        : EngineMemory.copy(weight.getManager(), numbers, weight.getShape());
  }

  public void save(FitState state) {
    arrays.forEach((name, array) -> state.put(PREFIX + name, array.toFloatArray()));
  }

  /** Restores saved memory. Called before any weight moves. */
  public void restore(FitState state) {
    restored.putAll(state.arraysOf(PREFIX));
  }
}
