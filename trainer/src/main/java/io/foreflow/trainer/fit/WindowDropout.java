package io.foreflow.trainer.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.foreflow.trainer.network.Dropout;
import java.util.SplittableRandom;

/**
 * Takes units out of a layer's output, each with the same chance and for a whole window at once: a
 * unit that came and went from slot to slot would be noise that the layer above averages away. The
 * others are enlarged, so that the sum stays what it is without dropout.
 */
final class WindowDropout implements Dropout {

  private final double rate;
  private final SplittableRandom random;

  /**
   * @param rate chance of a unit to be taken out, in [0, 1)
   */
  WindowDropout(double rate, SplittableRandom random) {
    this.rate = rate;
    this.random = random;
  }

  @Override
  public NDArray of(NDArray output) {
    if (rate == 0) {
      return output;
    }
    Shape shape = output.getShape();
    float[] shares = new float[Math.toIntExact(shape.get(0) * shape.get(2))];
    float kept = (float) (1 / (1 - rate));
    for (int i = 0; i < shares.length; i++) {
      shares[i] = random.nextDouble() < rate ? 0 : kept;
    }
    Shape ofWindows = new Shape(shape.get(0), 1, shape.get(2));
    return output.mul(output.getManager().create(shares, ofWindows));
  }
}
