package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foreflow.trainer.graph.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers of a network inside the engine, where they learn. They live as long as the manager
 * they were made on.
 */
public final class LiveWeights {

  private final List<WeightSpec> specs;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();

  public LiveWeights(NDManager manager, List<WeightSpec> specs, WeightSet start) {
    this.specs = List.copyOf(specs);
    for (WeightSpec spec : specs) {
      NDArray array = manager.create(start.get(spec.name()).data(), shape(spec));
      array.setName(spec.name());
      array.setRequiresGradient(true);
      arrays.put(spec.name(), array);
    }
  }

  private static Shape shape(WeightSpec spec) {
    return spec.isBias() ? new Shape(spec.columns()) : new Shape(spec.rows(), spec.columns());
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

  /** A copy of the numbers as they are now. */
  public WeightSet snapshot() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (WeightSpec spec : specs) {
      tensors.put(
          spec.name(), new Tensor(spec.rows(), spec.columns(), get(spec.name()).toFloatArray()));
    }
    return new WeightSet(tensors);
  }
}
