package io.foreflow.trainer.network;

import io.foreflow.graph.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The weights of a network outside the engine: drawn from a seed, kept as the best so far, or
 * exported.
 *
 * @param tensors in the order of the network's specs
 */
public record WeightSet(Map<String, Tensor> tensors) {

  public WeightSet {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /**
   * The first weights of a training. The same specs and seed give the same weights on every
   * machine.
   */
  public static WeightSet draw(List<WeightSpec> specs, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    specs.forEach(spec -> tensors.put(spec.name(), spec.draw(random.split())));
    return new WeightSet(tensors);
  }

  /** The weight of this name. */
  public Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no weight " + name + " among " + tensors.keySet());
    }
    return tensor;
  }

  /** The number of numbers in all weights. */
  public int size() {
    return tensors.values().stream().mapToInt(tensor -> tensor.data().length).sum();
  }
}
