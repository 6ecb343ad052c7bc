package io.foreflow.graph;

/**
 * A matrix of weights, row by row, in the layout of PyTorch: [outputs, inputs]. A bias has one row.
 * Owns its array.
 *
 * @param rows outputs of a linear map
 * @param columns inputs of a linear map
 * @param data {@code rows * columns} numbers
 */
@SuppressWarnings("ArrayRecordComponent") // These go to the engine and the file as they are.
public record Tensor(int rows, int columns, float[] data) {

  public Tensor {
    if (data.length != rows * columns) {
      throw new IllegalArgumentException(
          rows + " x " + columns + " needs " + rows * columns + " numbers, found " + data.length);
    }
  }

  /** Rows {@code from} to {@code to} (exclusive). */
  public Tensor slice(int from, int to) {
    float[] part = new float[(to - from) * columns];
    System.arraycopy(data, from * columns, part, 0, part.length);
    return new Tensor(to - from, columns, part);
  }

  /** Columns {@code from} to {@code to} (exclusive). */
  public Tensor columns(int from, int to) {
    int width = to - from;
    float[] part = new float[rows * width];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(data, row * columns + from, part, row * width, width);
    }
    return new Tensor(rows, width, part);
  }

  /** The sum of both, element by element. */
  public Tensor plus(Tensor other) {
    float[] sum = data.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.data[i];
    }
    return new Tensor(rows, columns, sum);
  }

  /** The matrix with every number multiplied by a factor. */
  public Tensor times(double factor) {
    float[] product = new float[data.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = (float) (factor * data[i]);
    }
    return new Tensor(rows, columns, product);
  }

  float[] transposed() {
    float[] result = new float[data.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        result[column * rows + row] = data[row * columns + column];
      }
    }
    return result;
  }
}
