package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foreflow.graph.Tensor;
import io.foreflow.trainer.kernel.EngineMemory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights of a network inside the engine, where they are trained. They live as long as the
 * manager that made them.
 */
public final class LiveWeights implements AutoCloseable {

  private final List<WeightSpec> specs;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();

  public LiveWeights(NDManager manager, List<WeightSpec> specs, WeightSet start) {
    this(specs);
    for (WeightSpec spec : specs) {
      add(spec.name(), EngineMemory.copy(manager, start.get(spec.name()).data(), shape(spec)));
    }
  }

  private LiveWeights(List<WeightSpec> specs) {
    this.specs = List.copyOf(specs);
  }

  private void add(String name, NDArray array) {
    array.setName(name);
    array.setRequiresGradient(true);
    arrays.put(name, array);
  }

  private static NDArray copyOf(NDArray array, NDManager manager) {
    try (NDArray still = array.stopGradient()) {
      NDArray copy =
          manager.getDevice().equals(array.getDevice())
              ? still.duplicate()
              : still.toDevice(manager.getDevice(), true);
      copy.attach(manager);
      return copy;
    }
  }

  private static Shape shape(WeightSpec spec) {
    return spec.isBias() ? new Shape(spec.columns()) : new Shape(spec.rows(), spec.columns());
  }

  private LiveWeights(List<WeightSpec> specs, Map<String, NDArray> arrays) {
    this.specs = specs;
    this.arrays.putAll(arrays);
  }

  /** These weights with some of them replaced. */
  LiveWeights replacing(Map<String, NDArray> others) {
    LiveWeights replaced = new LiveWeights(specs, arrays);
    replaced.arrays.putAll(others);
    return replaced;
  }

  /** The weight of this name. */
  public NDArray get(String name) {
    NDArray array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException("no weight " + name + " among " + arrays.keySet());
    }
    return array;
  }

  /** All weights by name, in the order of the specs. */
  public Map<String, NDArray> all() {
    return java.util.Collections.unmodifiableMap(arrays);
  }

  /**
   * Lends the weights to a manager until it is closed. An array that is computed from a weight
   * belongs to the manager of the weight, and would live as long as the weights do.
   *
   * @param scratch a manager on the same device, closed before the weights are
   */
  public void lendTo(NDManager scratch) {
    arrays.values().forEach(array -> array.tempAttach(scratch));
  }

  /** A copy on another manager and its device. */
  public LiveWeights copyTo(NDManager manager) {
    LiveWeights copy = new LiveWeights(specs);
    arrays.forEach((name, array) -> copy.add(name, copyOf(array, manager)));
    return copy;
  }

  /** A copy of the weights as they are now, outside the engine. */
  public WeightSet snapshot() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (WeightSpec spec : specs) {
      tensors.put(
          spec.name(), new Tensor(spec.rows(), spec.columns(), get(spec.name()).toFloatArray()));
    }
    return new WeightSet(tensors);
  }

  /** Frees the arrays before their manager does. */
  @Override
  public void close() {
    arrays.values().forEach(NDArray::close);
  }
}
