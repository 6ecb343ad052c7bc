package io.foreflow.trainer.fit;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an optimizer remembers of its weights: arrays of their shapes that live as long as they. */
final class Memory {

  private final Map<String, NDArray> arrays = new LinkedHashMap<>();

  /** A part of what is remembered of a weight; all zeros when first asked for. */
  NDArray of(NDArray weight, String name, String part) {
    return arrays.computeIfAbsent(
        name + "." + part, key -> weight.getManager().zeros(weight.getShape()));
  }
}
