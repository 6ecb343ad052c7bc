package io.foreflow.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.foreflow.graph.Value.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Writes one ONNX graph, node by node, in the order of the calls. Tensors are named by a counter,
 * so the same calls give the same bytes. Element-wise operators take values of the same width; a
 * value of width 1 goes with every width. Not thread-safe. {@link #build} is the last call.
 *
 * <p>The operators here give a row the same result in every batch. Sin and Log are missing because
 * ONNX Runtime computes them in vectors, and what fills no vector in another way, with another last
 * digit. Then the forecast of a series would depend on the size of its batch. Reciprocal may do the
 * same on some processors.
 */
public final class GraphBuilder {

  private static final int TO_FLOAT = DataType.FLOAT.getNumber();

  private final String name;
  private final List<ValueInfoProto> inputs = new ArrayList<>();
  private final List<ValueInfoProto> outputs = new ArrayList<>();
  private final GraphParts parts = new GraphParts();
  private final ColumnNodes columnNodes = new ColumnNodes(parts);
  private final MatrixNodes matrixNodes = new MatrixNodes(parts);

  public GraphBuilder(String name) {
    this.name = name;
  }

  /** Declares an input of floats, [batch, width]. */
  public Value floatInput(String input, int width) {
    inputs.add(Protos.batchOf(input, DataType.FLOAT, width));
    return new Value(input, Kind.FLOAT, width);
  }

  /** Declares an input of 64-bit integers, [batch]. */
  public Value longInput(String input) {
    inputs.add(Protos.batchOf(input, DataType.INT64));
    return new Value(input, Kind.LONG, 1);
  }

  /**
   * Declares {@code value} as an output of shape [batch, dims...], or [batch, width] if no
   * dimensions are given.
   */
  public void output(String output, Value value, int... dims) {
    long[] shape =
        Arrays.stream(dims.length == 0 ? new int[] {value.width()} : dims).asLongStream().toArray();
    if (Arrays.stream(shape).reduce(1, (a, b) -> a * b) != value.width()) {
      throw new IllegalArgumentException(
          "output %s of shape %s over a width of %d"
              .formatted(output, Arrays.toString(shape), value.width()));
    }
    if (dims.length == 0) {
      // Costs a copy only where the runtime cannot remove it; keeps the output's name its own.
      parts.node("Identity", List.of(value.name()), List.of(output));
    } else {
      long[] target = new long[shape.length + 1];
      target[0] = -1;
      System.arraycopy(shape, 0, target, 1, shape.length);
      parts.node("Reshape", List.of(value.name(), parts.longs(target)), List.of(output));
    }
    outputs.add(Protos.batchOf(output, DataType.FLOAT, shape));
  }

  /**
   * Declares an output of shape [batch, blocks, columns], the sum of {@code value} and {@code row}.
   * The columns of {@code value} are the blocks side by side; {@code row} is added to each block.
   */
  public void outputSum(String output, Value value, int blocks, Value row) {
    int columns = value.width() / blocks;
    if (columns * blocks != value.width() || (row.width() != columns && row.width() != 1)) {
      throw new IllegalArgumentException(
          "output %s: a row of %d for %d blocks of %d columns"
              .formatted(output, row.width(), blocks, value.width()));
    }
    // The runtime adds tensors of one shape in one pass. It would add a single row to several
    // blocks
    // block by block, which takes longer than copies of the row.
    int copies = row.width() == 1 ? 1 : blocks;
    String rows = concat(Collections.nCopies(copies, row)).name();
    String cut = parts.reshape(value.name(), -1, blocks, columns);
    String added = parts.reshape(rows, -1, copies, row.width());
    parts.node("Add", List.of(cut, added), List.of(output));
    outputs.add(Protos.batchOf(output, DataType.FLOAT, blocks, columns));
  }

  /** A row of constants that is the same for each row of a batch. */
  public Value constant(float... row) {
    // Two dimensions, like every other value. The runtime knows that a constant of shape [1, 1] is
    // one number. It repeats a constant of shape [1] row by row, at five times the cost.
    return new Value(parts.floats(row, 1, row.length), Kind.FLOAT, row.length);
  }

  /** {@code a + b}. */
  public Value add(Value a, Value b) {
    return elementwise("Add", a, b);
  }

  /** {@code a - b}. */
  public Value sub(Value a, Value b) {
    return elementwise("Sub", a, b);
  }

  /** {@code a * b}. */
  public Value mul(Value a, Value b) {
    return elementwise("Mul", a, b);
  }

  /** {@code a / b}. */
  public Value div(Value a, Value b) {
    return elementwise("Div", a, b);
  }

  /** The larger of both, element by element. */
  public Value max(Value a, Value b) {
    return elementwise("Max", a, b);
  }

  /** The largest of several values of width 1, row by row. */
  public Value largest(Value... numbers) {
    List<String> names = Arrays.stream(numbers).map(Value::name).toList();
    return new Value(parts.node("Max", names), numbers[0].kind(), 1);
  }

  /** The smaller of both, element by element. */
  public Value min(Value a, Value b) {
    return elementwise("Min", a, b);
  }

  /** |x|. */
  public Value abs(Value x) {
    return unary("Abs", x);
  }

  /** The largest whole number that is not above x. */
  public Value floor(Value x) {
    return unary("Floor", x);
  }

  /** e to the x. */
  public Value exp(Value x) {
    return unary("Exp", x);
  }

  /** 1 / (1 + exp(-x)). */
  public Value sigmoid(Value x) {
    return unary("Sigmoid", x);
  }

  /** Hyperbolic tangent. */
  public Value tanh(Value x) {
    return unary("Tanh", x);
  }

  /** max(x, 0). */
  public Value relu(Value x) {
    return unary("Relu", x);
  }

  /** {@code x} limited to {@code [low, high]}. */
  public Value clip(Value x, float low, float high) {
    String lowest = parts.floats(new float[] {low});
    String highest = parts.floats(new float[] {high});
    return new Value(parts.node("Clip", List.of(x.name(), lowest, highest)), x.kind(), x.width());
  }

  /** True where {@code x} is NaN. */
  public Value isMissing(Value x) {
    return new Value(parts.node("IsNaN", List.of(x.name())), Kind.BOOL, x.width());
  }

  /** True where {@code a > b}; false where one of them is NaN. */
  public Value greater(Value a, Value b) {
    return new Value(
        parts.node("Greater", List.of(a.name(), b.name())), Kind.BOOL, a.widthWith(b, "Greater"));
  }

  /** True where {@code a} or {@code b} is true. */
  public Value or(Value a, Value b) {
    return elementwise("Or", a, b);
  }

  /** {@code yes} where {@code condition} is true, else {@code no}. */
  public Value where(Value condition, Value yes, Value no) {
    int widest = Math.max(condition.widthWith(yes, "Where"), condition.widthWith(no, "Where"));
    int width = Math.max(widest, yes.widthWith(no, "Where"));
    return new Value(
        parts.node("Where", List.of(condition.name(), yes.name(), no.name())), yes.kind(), width);
  }

  /** 1 for true, 0 for false. */
  public Value toFloat(Value condition) {
    return new Value(
        parts.node("Cast", List.of(condition.name()), Protos.integer("to", TO_FLOAT)),
        Kind.FLOAT,
        condition.width());
  }

  /**
   * The row of {@code table} for the place of {@code time} within a cycle. The number of the row is
   * the remainder of {@code time} by {@code cycle}, which is never negative, divided by {@code
   * unit}. The table needs a row for each of these numbers.
   */
  public Value lookUp(Value time, long cycle, long unit, Tensor table) {
    if (table.rows() <= (cycle - 1) / unit) {
      throw new IllegalArgumentException(
          "a table of " + table.rows() + " rows for a cycle of " + cycle + " in units of " + unit);
    }
    String remainder = parts.node("Mod", List.of(time.name(), parts.longs(cycle)));
    String row = parts.node("Div", List.of(remainder, parts.longs(unit)));
    String rows = parts.floats(table.data(), table.rows(), table.columns());
    return new Value(
        parts.node("Gather", List.of(rows, row), Protos.integer("axis", 0)),
        Kind.FLOAT,
        table.columns());
  }

  /**
   * Columns {@code from} to {@code to} (exclusive) of {@code x}. All of them are {@code x} itself,
   * without a node.
   */
  public Value slice(Value x, int from, int to) {
    return columnNodes.slice(x, from, to);
  }

  /** Splits {@code x} into parts of these widths, which must add up to its own. */
  public List<Value> split(Value x, int... widths) {
    return columnNodes.split(x, widths);
  }

  /** The columns of all values, side by side. */
  public Value concat(List<Value> values) {
    return columnNodes.concat(values);
  }

  /** {@code x W' + b} with {@code weights} stored as [outputs, inputs], as PyTorch does. */
  public Value linear(Value x, Tensor weights, Tensor bias) {
    return matrixNodes.linear(x, weights, bias);
  }

  /** {@code x W' + addend}, with one row of {@code addend} for each row of {@code x}. */
  public Value linearPlus(Value x, Tensor weights, Value addend) {
    return matrixNodes.linearPlus(x, weights, addend);
  }

  /** exp(x) divided by the sum of exp(x) over the columns, so that each row adds up to 1. */
  public Value softmax(Value x) {
    return unary("Softmax", x);
  }

  /**
   * The products of several vectors with the vector {@code x}, a column for each. The columns of
   * {@code vectors} are these vectors side by side, each as wide as {@code x}.
   */
  public Value rowProducts(Value vectors, Value x) {
    return matrixNodes.rowProducts(vectors, x);
  }

  /**
   * The weighted sum of several vectors. The columns of {@code vectors} are these vectors side by
   * side; {@code shares} has the weight of each, a column for each.
   */
  public Value rowMixture(Value shares, Value vectors) {
    return matrixNodes.rowMixture(shares, vectors);
  }

  /** The finished model, without metadata, in a deterministic serialization. */
  public byte[] build() {
    GraphProto.Builder graph =
        GraphProto.newBuilder().setName(name).addAllInput(inputs).addAllOutput(outputs);
    parts.addTo(graph);
    return GraphFile.of(graph.build());
  }

  private Value unary(String op, Value x) {
    return new Value(parts.node(op, List.of(x.name())), x.kind(), x.width());
  }

  private Value elementwise(String op, Value a, Value b) {
    return new Value(parts.node(op, List.of(a.name(), b.name())), a.kind(), a.widthWith(b, op));
  }
}
