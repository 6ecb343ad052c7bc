package io.foreflow.graph;

import io.foreflow.graph.Value.Kind;
import java.util.List;

/** Adds products of matrices to a graph. {@link GraphBuilder} says what each method does. */
final class MatrixNodes {

  private final GraphParts parts;

  MatrixNodes(GraphParts parts) {
    this.parts = parts;
  }

  Value linear(Value x, Tensor weights, Tensor bias) {
    return gemm(x, weights, parts.floats(bias.data(), bias.data().length));
  }

  Value linearPlus(Value x, Tensor weights, Value addend) {
    if (addend.width() != weights.rows()) {
      throw new IllegalArgumentException(
          "an addend of " + addend.width() + " to a product of " + weights.rows());
    }
    return gemm(x, weights, addend.name());
  }

  Value rowProducts(Value vectors, Value x) {
    int count = count(vectors, x.width());
    String matrix = parts.reshape(vectors.name(), -1, count, x.width());
    String product =
        parts.node("MatMul", List.of(matrix, parts.reshape(x.name(), -1, x.width(), 1)));
    return new Value(parts.reshape(product, -1, count), Kind.FLOAT, count);
  }

  Value rowMixture(Value shares, Value vectors) {
    int width = count(vectors, shares.width());
    String matrix = parts.reshape(vectors.name(), -1, shares.width(), width);
    String product =
        parts.node("MatMul", List.of(parts.reshape(shares.name(), -1, 1, shares.width()), matrix));
    return new Value(parts.reshape(product, -1, width), Kind.FLOAT, width);
  }

  private static int count(Value vectors, int width) {
    if (vectors.width() % width != 0) {
      throw new IllegalArgumentException(
          vectors.name() + " of " + vectors.width() + " columns is no row of vectors of " + width);
    }
    return vectors.width() / width;
  }

  private Value gemm(Value x, Tensor weights, String addend) {
    if (x.width() != weights.columns()) {
      throw new IllegalArgumentException(
          x.name() + " has " + x.width() + " columns, its weights expect " + weights.columns());
    }
    // Stored transposed: [inputs, outputs] is what the runtime multiplies without packing again.
    String w = parts.floats(weights.transposed(), weights.columns(), weights.rows());
    return new Value(parts.node("Gemm", List.of(x.name(), w, addend)), Kind.FLOAT, weights.rows());
  }
}
