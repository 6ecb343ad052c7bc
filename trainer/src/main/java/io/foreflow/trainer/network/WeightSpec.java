package io.foreflow.trainer.network;

import io.foreflow.graph.Tensor;
import java.util.SplittableRandom;

/**
 * The description of one weight of a network.
 *
 * @param name unique in the network, such as {@code cell0.input.weight}
 * @param rows outputs of a linear map; 1 for a bias
 * @param columns inputs of a linear map; the length of a bias
 * @param start draws the first numbers
 */
public record WeightSpec(String name, int rows, int columns, Start start) {

  /** Draws the first numbers of a weight. */
  @FunctionalInterface
  public interface Start {
    /** The number at (row, column). Called row by row, so that a seed gives the same weights. */
    float draw(int row, int column, SplittableRandom random);
  }

  /** A matrix of numbers drawn evenly from -bound to bound. */
  static WeightSpec matrix(String name, int rows, int columns, double bound) {
    return new WeightSpec(
        name,
        rows,
        columns,
        (row, column, random) -> (float) ((2 * random.nextDouble() - 1) * bound));
  }

  /** A bias of zeros. */
  static WeightSpec bias(String name, int length) {
    return new WeightSpec(name, 1, length, (row, column, random) -> 0f);
  }

  /** Whether this is a vector to add, not a matrix to multiply with. */
  boolean isBias() {
    return name.endsWith(".bias");
  }

  Tensor draw(SplittableRandom random) {
    float[] data = new float[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        data[row * columns + column] = start.draw(row, column, random);
      }
    }
    return new Tensor(rows, columns, data);
  }
}
