package io.foreflow.trainer.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.Collection;

/** Limits the global norm of the gradients. All gradients are scaled by one factor. */
public final class GradientClip {

  private GradientClip() {}

  /**
   * Scales the gradients in place if needed.
   *
   * @return the norm before; not finite if any gradient is not finite
   */
  public static double clip(Collection<NDArray> gradients, double largest) {
    NDList squares = new NDList();
    gradients.forEach(gradient -> squares.add(gradient.square().sum()));
    double norm = Math.sqrt(NDArrays.stack(squares).sum().getFloat());
    if (Double.isFinite(norm) && norm > largest) {
      gradients.forEach(gradient -> gradient.muli(largest / norm));
    }
    return norm;
  }
}
