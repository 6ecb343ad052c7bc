package io.foreflow.trainer.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/**
 * Operations of an array and a number, for arrays whose gradients the engine computes.
 *
 * <p>The engine keeps the number until then. The arrays' own operations put it into memory of Java
 * and let go of it at once. The garbage collector frees that memory, and whatever is written there
 * next is taken for the number. So a step may get a gradient of zero. These operations put the
 * number into the engine's own memory, which lives as long as the engine needs it.
 */
public final class Numbers {

  private Numbers() {}

  /** The array multiplied by the number. */
  public static NDArray times(NDArray array, double number) {
    try (NDArray factor = inEngine(array, number)) {
      return array.mul(factor);
    }
  }

  /** The smaller one of each element and the number. */
  public static NDArray atMost(NDArray array, double number) {
    try (NDArray limit = inEngine(array, number)) {
      return array.minimum(limit);
    }
  }

  /** The larger one of each element and the number. */
  public static NDArray atLeast(NDArray array, double number) {
    try (NDArray limit = inEngine(array, number)) {
      return array.maximum(limit);
    }
  }

  private static NDArray inEngine(NDArray array, double number) {
    boolean isFloat = array.getDataType() == DataType.FLOAT32;
    Number ofSameType = isFloat ? (Number) (float) number : (Number) number;
    try (NDArray inJava = array.getManager().create(ofSameType)) {
      return inJava.duplicate();
    }
  }
}
