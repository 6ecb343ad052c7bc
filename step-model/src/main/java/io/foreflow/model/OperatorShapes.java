package io.foreflow.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The shapes that the operators of {@link GraphRules#OPERATORS} make of their inputs' shapes, and
 * the work that takes.
 */
final class OperatorShapes {
  private static final Set<String> BROADCASTING =
      Set.of(
          "Add", "And", "Div", "Equal", "Greater", "Less", "Max", "Min", "Mod", "Mul", "Or", "Pow",
          "Sub", "Where");

  private OperatorShapes() {}

  /**
   * The outputs of a node, and their work.
   *
   * @param outputs the shapes of its outputs, in their order
   * @param work multiplications of a product; of other operators the elements read and written
   */
  record Result(List<Shape> outputs, List<Dimension> work) {}

  static Result of(GraphNode node) throws InvalidModelFileException {
    String operator = node.operator();
    if (operator.equals("MatMul")) {
      return matMul(node);
    }
    if (operator.equals("Gemm")) {
      return gemm(node);
    }
    List<Shape> outputs = outputs(node, operator);
    List<Dimension> work = new ArrayList<>();
    node.given().forEach(input -> work.add(input.shape().elements()));
    outputs.forEach(output -> work.add(output.elements()));
    return new Result(outputs, work);
  }

  private static List<Shape> outputs(GraphNode node, String operator)
      throws InvalidModelFileException {
    if (BROADCASTING.contains(operator)) {
      return List.of(broadcast(node));
    }
    return switch (operator) {
      case "ReduceMax", "ReduceMean", "ReduceMin", "ReduceSum" -> List.of(reduced(node));
      case "LayerNormalization" -> layerNormalization(node);
      case "Concat" -> List.of(RearrangedShapes.concat(node));
      case "Split" -> RearrangedShapes.split(node);
      case "Slice" -> List.of(RearrangedShapes.slice(node));
      case "Reshape" -> List.of(RearrangedShapes.reshape(node));
      case "Squeeze" -> List.of(RearrangedShapes.squeeze(node));
      case "Unsqueeze" -> List.of(RearrangedShapes.unsqueeze(node));
      case "Transpose" -> List.of(RearrangedShapes.transpose(node));
      case "Gather" -> List.of(RearrangedShapes.gather(node));
      case "Expand" -> List.of(RearrangedShapes.expand(node));
      // One element for each element of the first input; other inputs are single numbers.
      default -> List.of(node.shape(0));
    };
  }

  private static Shape broadcast(GraphNode node) throws InvalidModelFileException {
    Shape shape = node.shape(0);
    for (GraphValue input : node.given()) {
      shape = node.broadcast(shape, input.shape());
    }
    return shape;
  }

  private static Shape reduced(GraphNode node) throws InvalidModelFileException {
    Shape shape = node.shape(0);
    long[] axes = node.numbers(1, "axes").orElse(new long[0]);
    if (axes.length == 0 && node.integer("noop_with_empty_axes", 0) != 0) {
      return shape;
    }
    boolean[] gone = node.axes(axes, shape.rank());
    List<Dimension> left = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (!gone[axis] && axes.length > 0) {
        left.add(shape.dim(axis));
      } else if (node.integer("keepdims", 1) != 0) {
        left.add(Dimension.ONE);
      }
    }
    return new Shape(left);
  }

  private static List<Shape> layerNormalization(GraphNode node) throws InvalidModelFileException {
    Shape shape = node.shape(0);
    Shape moments = shape;
    for (int axis = node.axis(node.integer("axis", -1), shape.rank());
        axis < shape.rank();
        axis++) {
      moments = moments.with(axis, Dimension.ONE);
    }
    return List.of(shape, moments, moments).subList(0, Math.min(3, Math.max(1, node.outputs())));
  }

  private static Result gemm(GraphNode node) throws InvalidModelFileException {
    Shape a = node.shape(0);
    Shape b = node.shape(1);
    if (a.rank() != 2 || b.rank() != 2) {
      throw node.misfit("of other than matrices", "two matrices");
    }
    int turnedA = node.integer("transA", 0) != 0 ? 1 : 0;
    int turnedB = node.integer("transB", 0) != 0 ? 1 : 0;
    Dimension inner = a.dim(1 - turnedA);
    if (!inner.equals(b.dim(turnedB))) {
      throw node.misfit("of matrices that don't fit", "as many columns as rows");
    }
    Shape product = Shape.of(a.dim(turnedA), b.dim(1 - turnedB));
    if (node.has(2) && !node.broadcast(product, node.shape(2)).equals(product)) {
      throw node.misfit("with an addend that is larger than the product", "one that fits it");
    }
    return product(product, inner);
  }

  private static Result matMul(GraphNode node) throws InvalidModelFileException {
    Shape a = node.shape(0);
    Shape b = node.shape(1);
    if (a.rank() == 0 || b.rank() == 0) {
      throw node.misfit("of a single number", "vectors and matrices");
    }
    Dimension inner = a.dim(a.rank() - 1);
    if (!inner.equals(b.dim(Math.max(0, b.rank() - 2)))) {
      throw node.misfit("of matrices that don't fit", "as many columns as rows");
    }
    Shape product =
        node.broadcast(a.withoutLast(Math.min(2, a.rank())), b.withoutLast(Math.min(2, b.rank())));
    if (a.rank() > 1) {
      product = product.followedBy(a.dim(a.rank() - 2));
    }
    if (b.rank() > 1) {
      product = product.followedBy(b.dim(b.rank() - 1));
    }
    return product(product, inner);
  }

  private static Result product(Shape product, Dimension inner) {
    return new Result(
        List.of(product), List.of(product.elements().times(inner), product.elements()));
  }
}
