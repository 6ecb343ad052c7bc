package io.foreflow.trainer.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foreflow.trainer.network.Dropout;
import io.foreflow.trainer.random.SeededRandom;
import java.util.SplittableRandom;

/**
 * Drops units from a layer's output, each with the same chance and for a whole window. A unit that
 * was dropped slot by slot would be noise that the layer above averages away. The remaining units
 * are scaled up, so that the sum stays the same as without dropout.
 *
 * <p>There is one object for each step and each part of its rows. The parts of a batch draw the
 * same numbers as the whole batch would.
 */
final class WindowDropout implements Dropout {

  private static final long LAYERS_AT_MOST = 1000;

  private final NDManager manager;
  private final double rate;
  private final double ofWeights;
  private final long seed;
  private final long step;
  private final int firstRow;
  private int calls;
  private int weightCalls;

  /**
   * @param rate chance of a unit to be dropped, in [0, 1)
   * @param ofWeights chance of a weight between states to be dropped, in [0, 1)
   * @param step number of the step
   * @param firstRow the row of the batch at which the part begins
   * @param manager a manager that is closed after the step
   */
  WindowDropout(
      double rate, double ofWeights, long seed, long step, int firstRow, NDManager manager) {
    this.manager = manager;
    this.rate = rate;
    this.ofWeights = ofWeights;
    this.seed = seed;
    this.step = step;
    this.firstRow = firstRow;
  }

  @Override
  public NDArray of(NDArray output) {
    if (rate == 0) {
      return output;
    }
    Shape shape = output.getShape();
    SplittableRandom random =
        SeededRandom.of(seed, SeededRandom.Purpose.DROPOUT, step * LAYERS_AT_MOST + calls++);
    for (long i = 0; i < firstRow * shape.get(2); i++) {
      double unused = random.nextDouble();
    }
    int units = Math.toIntExact(shape.get(0) * shape.get(2));
    Shape ofWindows = new Shape(shape.get(0), 1, shape.get(2));
    return output.mul(manager.create(shares(units, rate, random), ofWindows));
  }

  @Override
  public NDArray ofState(NDArray weight) {
    if (ofWeights == 0) {
      return weight;
    }
    // All rows have the same weights, so the same weights are dropped for all rows.
    SplittableRandom random =
        SeededRandom.of(
            seed, SeededRandom.Purpose.RECURRENT_DROPOUT, step * LAYERS_AT_MOST + weightCalls++);
    Shape shape = weight.getShape();
    float[] shares = shares(Math.toIntExact(shape.size()), ofWeights, random);
    return manager.create(shares, shape).mul(weight);
  }

  private static float[] shares(int count, double rate, SplittableRandom random) {
    float[] shares = new float[count];
    float kept = (float) (1 / (1 - rate));
    for (int i = 0; i < count; i++) {
      shares[i] = random.nextDouble() < rate ? 0 : kept;
    }
    return shares;
  }
}
