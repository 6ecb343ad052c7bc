package io.foreflow.model;

import static io.foreflow.model.InvalidModelFileException.Reason.FORBIDDEN_GRAPH;
import static io.foreflow.model.InvalidModelFileException.Reason.NOT_RUNNABLE;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One node of a graph with what is known of its inputs. */
final class GraphNode {
  /**
   * Operators that take elements from their first input alone; the other inputs say where they go.
   */
  private static final Set<String> FORMED =
      Set.of(
          "CumSum",
          "Expand",
          "Gather",
          "ReduceMax",
          "ReduceMean",
          "ReduceMin",
          "ReduceSum",
          "Reshape",
          "Slice",
          "Split",
          "Squeeze",
          "Unsqueeze");

  private final NodeProto node;
  private final List<@Nullable GraphValue> inputs;

  /** A node with its inputs; those that are left out are null. */
  GraphNode(NodeProto node, List<@Nullable GraphValue> inputs) {
    this.node = node;
    this.inputs = inputs;
  }

  String operator() {
    return node.getOpType();
  }

  String name() {
    return node.getOpType() + " \"" + node.getName() + "\"";
  }

  /** The most that an element of an output takes. */
  int elementBytes() throws InvalidModelFileException {
    if (FORMED.contains(operator())) {
      return input(0).elementBytes();
    }
    if (!operator().equals("Cast")) {
      return given().stream().mapToInt(GraphValue::elementBytes).max().orElse(Long.BYTES);
    }
    TensorProto.DataType type = TensorProto.DataType.forNumber((int) integer("to", 0));
    return switch (type == null ? TensorProto.DataType.UNDEFINED : type) {
      case BOOL, INT8, UINT8 -> 1;
      case FLOAT16, BFLOAT16, INT16, UINT16 -> Short.BYTES;
      case FLOAT, INT32, UINT32 -> Float.BYTES;
      case DOUBLE, INT64, UINT64 -> Double.BYTES;
      default ->
          throw InvalidModelFileException.found(
              FORBIDDEN_GRAPH, name() + " to type " + integer("to", 0), "numbers and bool");
    };
  }

  int outputs() {
    return node.getOutputCount();
  }

  /** The inputs that are not left out. */
  List<GraphValue> given() {
    List<GraphValue> given = new ArrayList<>();
    for (GraphValue input : inputs) {
      if (input != null) {
        given.add(input);
      }
    }
    return given;
  }

  GraphValue input(int index) throws InvalidModelFileException {
    GraphValue input = index < inputs.size() ? inputs.get(index) : null;
    if (input == null) {
      throw misfit("without its input " + index, "as many inputs as ONNX defines");
    }
    return input;
  }

  Shape shape(int index) throws InvalidModelFileException {
    return input(index).shape();
  }

  boolean has(int index) {
    return index < inputs.size() && inputs.get(index) != null;
  }

  long integer(String attribute, long otherwise) {
    return attribute(attribute).map(AttributeProto::getI).orElse(otherwise);
  }

  boolean hasAttribute(String name) {
    return attribute(name).isPresent();
  }

  /** The integers of an attribute; none where it is not there. */
  long[] integers(String attribute) {
    return attribute(attribute)
        .map(a -> a.getIntsList().stream().mapToLong(Long::longValue).toArray())
        .orElse(new long[0]);
  }

  private Optional<AttributeProto> attribute(String name) {
    return node.getAttributeList().stream().filter(a -> a.getName().equals(name)).findFirst();
  }

  /**
   * The numbers that newer versions of an operator take as an input, and older ones as an
   * attribute. Empty if there are none of either.
   */
  Optional<long[]> numbers(int input, String attribute) throws InvalidModelFileException {
    boolean asAttribute = hasAttribute(attribute);
    if (!has(input)) {
      return asAttribute ? Optional.of(integers(attribute)) : Optional.empty();
    }
    List<Long> numbers = input(input).numbers();
    if (numbers == null || asAttribute) {
      throw InvalidModelFileException.found(
          FORBIDDEN_GRAPH,
          name() + " whose " + attribute + " are computed, or more than a graph needs",
          attribute + " that are one short int64 initializer");
    }
    return Optional.of(numbers.stream().mapToLong(Long::longValue).toArray());
  }

  /** An axis as an index. Negative axes count from the last. */
  int axis(long axis, int rank) throws InvalidModelFileException {
    long index = axis < 0 ? axis + rank : axis;
    if (index < 0 || index >= rank) {
      throw misfit("along axis " + axis, "an axis of its " + rank + " dimensions");
    }
    return (int) index;
  }

  /** Axes as indexes, each marked. */
  boolean[] axes(long[] axes, int rank) throws InvalidModelFileException {
    boolean[] marked = new boolean[rank];
    for (long axis : axes) {
      marked[axis(axis, rank)] = true;
    }
    return marked;
  }

  Shape broadcast(Shape a, Shape b) throws InvalidModelFileException {
    Optional<Shape> shape = a.broadcast(b);
    if (shape.isEmpty()) {
      throw misfit("of " + a + " and " + b, "shapes that fit, with any number of rows");
    }
    return shape.get();
  }

  /** The refusal of a node whose inputs it can't use. */
  InvalidModelFileException misfit(String found, String allowed) {
    List<Shape> shapes = given().stream().map(GraphValue::shape).toList();
    return InvalidModelFileException.found(
        NOT_RUNNABLE, name() + " " + found + ", given " + shapes, allowed);
  }
}
