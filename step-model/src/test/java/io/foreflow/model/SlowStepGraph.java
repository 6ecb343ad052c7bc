package io.foreflow.model;

/** A model that keeps the whole contract and takes its time: about half a second for a step. */
public final class SlowStepGraph {
  private static final int PRODUCTS = 2_000;
  private static final int WIDTH = 512;

  private SlowStepGraph() {}

  /** The bytes of a model file that does what {@code tiny} does, only slowly. */
  public static byte[] file(TinyStepGraph tiny) {
    int columns = tiny.levels().size() * tiny.horizon();
    return ChangedForecast.of(
        tiny.file(),
        (g, forecast) -> {
          // Products that all come to zero, with one matrix for all of them: small enough a file.
          String x =
              g.op("MatMul", forecast, g.weights(new float[columns * WIDTH], columns, WIDTH));
          String square = g.weights(new float[WIDTH * WIDTH], WIDTH, WIDTH);
          for (int i = 0; i < PRODUCTS; i++) {
            x = g.op("MatMul", x, square);
          }
          String nothing = g.op("MatMul", x, g.weights(new float[WIDTH * columns], WIDTH, columns));
          return g.op("Add", forecast, nothing);
        });
  }
}
