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
 * Writes one ONNX graph, node by node, in the order of the calls. Names count up, so the same calls
 * give the same bytes. Element-wise operators take values of one width, or one of them of width 1.
 * Not thread-safe; {@link #build} ends it.
 *
 * <p>It has only operators whose result for a row does not depend on the other rows. ONNX Runtime
 * computes Sin and Log one way in vectors and another way at the end of an array, a last digit
 * apart, so a series' forecast would depend on the batch it came in; its Reciprocal may do so on
 * some processors.
 */
public final class GraphBuilder {

  private static final int TO_FLOAT = DataType.FLOAT.getNumber();

  private final String name;
  private final List<ValueInfoProto> inputs = new ArrayList<>();
  private final List<ValueInfoProto> outputs = new ArrayList<>();
  private final GraphParts parts = new GraphParts();

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
   * Declares {@code value} as an output, reshaped to [batch, dims...]; without dims to [batch,
   * width].
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
   * Declares an output of shape [batch, blocks, columns]: {@code value}, which is so many blocks
   * side by side, plus {@code row} in each of them.
   */
  public void outputSum(String output, Value value, int blocks, Value row) {
    int columns = value.width() / blocks;
    if (columns * blocks != value.width() || (row.width() != columns && row.width() != 1)) {
      throw new IllegalArgumentException(
          "output %s: a row of %d for %d blocks of %d columns"
              .formatted(output, row.width(), blocks, value.width()));
    }
    // Numbers of one shape are added at once. A row for several blocks would be added block by
    // block, which takes longer than to copy it.
    int copies = row.width() == 1 ? 1 : blocks;
    String rows = concat(Collections.nCopies(copies, row)).name();
    String cut = reshape(value.name(), -1, blocks, columns);
    String added = reshape(rows, -1, copies, row.width());
    parts.node("Add", List.of(cut, added), List.of(output));
    outputs.add(Protos.batchOf(output, DataType.FLOAT, blocks, columns));
  }

  /** A row of constants, the same for each row of a batch. */
  public Value constant(float... row) {
    // Of two dimensions like what it meets: beside a column of the batch the runtime takes a single
    // number of shape [1, 1] for what it is, and one of shape [1] for a row to repeat row by row,
    // at five times the cost.
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

  /** The largest of numbers of one column each. */
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

  /** {@code x} held within {@code [low, high]}. */
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

  /** True where one of two truth values is. */
  public Value or(Value a, Value b) {
    return elementwise("Or", a, b);
  }

  /** {@code yes} where {@code condition}, else {@code no}. */
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
   * The row of {@code table} that belongs to a time within a cycle: the remainder of {@code time}
   * by {@code cycle}, never negative, in units of {@code unit}. The table needs a row for each.
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

  /** Columns {@code from} to {@code to} (exclusive); the whole of {@code x} costs nothing. */
  public Value slice(Value x, int from, int to) {
    if (from < 0 || to > x.width() || from >= to) {
      throw new IllegalArgumentException(
          "columns " + from + " to " + to + " of " + x.name() + ", which has " + x.width());
    }
    if (to - from == x.width()) {
      return x;
    }
    return new Value(
        parts.node("Slice", List.of(x.name(), parts.longs(from), parts.longs(to), parts.longs(1))),
        x.kind(),
        to - from);
  }

  /** {@code x} cut into columns of these widths, which must add up. */
  public List<Value> split(Value x, int... widths) {
    if (Arrays.stream(widths).sum() != x.width() || Arrays.stream(widths).anyMatch(w -> w <= 0)) {
      throw new IllegalArgumentException(
          "widths " + Arrays.toString(widths) + " do not cut " + x.name() + " of " + x.width());
    }
    if (widths.length == 1) {
      return List.of(x);
    }
    List<Value> cut = new ArrayList<>();
    for (int width : widths) {
      cut.add(new Value(parts.fresh("part"), x.kind(), width));
    }
    String sizes = parts.longs(Arrays.stream(widths).asLongStream().toArray());
    List<String> names = cut.stream().map(Value::name).toList();
    parts.node("Split", List.of(x.name(), sizes), names, Protos.integer("axis", 1));
    return List.copyOf(cut);
  }

  /** The columns of all values, side by side. */
  public Value concat(List<Value> values) {
    if (values.size() == 1) {
      return values.get(0);
    }
    return new Value(
        parts.node("Concat", values.stream().map(Value::name).toList(), Protos.integer("axis", 1)),
        values.get(0).kind(),
        values.stream().mapToInt(Value::width).sum());
  }

  /** {@code x W' + b} with {@code weights} stored as [outputs, inputs], as PyTorch does. */
  public Value linear(Value x, Tensor weights, Tensor bias) {
    return gemm(x, weights, parts.floats(bias.data(), bias.data().length));
  }

  /** {@code x W' + addend}, a row of {@code addend} for each row of {@code x}. */
  public Value linearPlus(Value x, Tensor weights, Value addend) {
    if (addend.width() != weights.rows()) {
      throw new IllegalArgumentException(
          "an addend of " + addend.width() + " to a product of " + weights.rows());
    }
    return gemm(x, weights, addend.name());
  }

  /** exp(x) over its sum over the columns: shares that add up to 1. */
  public Value softmax(Value x) {
    return unary("Softmax", x);
  }

  /**
   * The products of a row of vectors with one: the columns of {@code vectors} are as many vectors
   * of the width of {@code x}, side by side; the result has a column for each.
   */
  public Value rowProducts(Value vectors, Value x) {
    int count = count(vectors, x.width());
    String matrix = reshape(vectors.name(), -1, count, x.width());
    String product = parts.node("MatMul", List.of(matrix, reshape(x.name(), -1, x.width(), 1)));
    return new Value(reshape(product, -1, count), Kind.FLOAT, count);
  }

  /**
   * The sum of a row of vectors, each times its share: {@code vectors} as for {@link #rowProducts},
   * {@code shares} a column for each.
   */
  public Value rowMixture(Value shares, Value vectors) {
    int width = count(vectors, shares.width());
    String matrix = reshape(vectors.name(), -1, shares.width(), width);
    String product =
        parts.node("MatMul", List.of(reshape(shares.name(), -1, 1, shares.width()), matrix));
    return new Value(reshape(product, -1, width), Kind.FLOAT, width);
  }

  private static int count(Value vectors, int width) {
    if (vectors.width() % width != 0) {
      throw new IllegalArgumentException(
          vectors.name() + " of " + vectors.width() + " columns is no row of vectors of " + width);
    }
    return vectors.width() / width;
  }

  private String reshape(String name, long... shape) {
    return parts.node("Reshape", List.of(name, parts.longs(shape)));
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
