package io.foreflow.model;

import static io.foreflow.model.InvalidModelFileException.Reason.FORBIDDEN_GRAPH;
import static io.foreflow.model.InvalidModelFileException.Reason.NOT_RUNNABLE;
import static io.foreflow.model.InvalidModelFileException.Reason.TOO_LARGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.foreflow.model.InvalidModelFileException.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Graphs of allowed operators that would take all memory or all time. They are refused from their
 * description: nothing here makes a session.
 */
class GraphBoundsTest {
  private static final AttributeProto NO_DIMENSIONS = GraphSketch.integer("keepdims", 0);
  private static final int ROWS = StepLimits.DEFAULT.rows();

  @Test
  void refusesALargeSumOfTwoVectors() {
    GraphSketch g = sketch();
    String sum = g.op("Add", g.weights(new float[28_000], 28_000, 1), g.floats(new float[28_000]));
    g.op("Add", "x", g.op("ReduceMax", List.of(NO_DIMENSIONS), sum));
    assertRefused(g, TOO_LARGE, "found 3136000000 bytes computed from weights alone");
  }

  @Test
  void refusesThousandsOfProductsOfConstants() {
    GraphSketch g = sketch();
    String weights = g.weights(new float[300 * 300], 300, 300);
    String product = weights;
    for (int i = 0; i < 9_000; i++) {
      product = g.op("MatMul", product, weights);
    }
    assertRefused(g, TOO_LARGE, "operations on weights alone");
  }

  @Test
  void refusesWhatOnlyAFullWaveMakesLarge() {
    GraphSketch g = sketch();
    g.op("Add", g.op("Unsqueeze", "x", g.longs(2)), g.weights(new float[300_000], 1, 1, 300_000));
    assertThatCode(() -> check(g, 16)).doesNotThrowAnyException();
    assertRefused(g, TOO_LARGE, "bytes of tensors in a step of 128 rows, counted up to Add");
  }

  @Test
  void refusesProductsOfRowsWithRows() {
    GraphSketch g = sketch();
    String square = g.op("MatMul", "x", g.op("Transpose", "x"));
    assertThat(String.valueOf(values(g).get(square))).contains("[rows, rows]");
    String cube = g.op("Unsqueeze", square, g.longs(2));
    g.op("Add", cube, g.op("Transpose", List.of(permutation(2, 0, 1)), cube));
    g.op("MatMul", cube, g.op("Unsqueeze", "x", g.longs(1)));
    assertRefused(g, 1024, TOO_LARGE, "bytes of tensors in a step of 1024 rows");
  }

  @Test
  void refusesMoreWorkThanAStepNeeds() {
    GraphSketch g = sketch();
    String weights = g.weights(new float[1 << 20], 1024, 1024);
    String x = g.op("MatMul", "x", g.weights(new float[4096], 4, 1024));
    for (int i = 0; i < 200; i++) {
      x = g.op("MatMul", x, weights);
    }
    assertRefused(g, TOO_LARGE, "operations in a step of 128 rows");
  }

  @Test
  void countsWhatReductionsRead() {
    GraphSketch g = sketch();
    String wide = g.op("MatMul", "x", g.weights(new float[4 * 200_000], 4, 200_000));
    for (int i = 0; i < 1_000; i++) {
      g.op("ReduceMax", wide);
    }
    assertRefused(g, TOO_LARGE, "operations in a step of 128 rows, counted up to ReduceMax");
  }

  @Test
  void refusesMoreInputsAndOutputsThanNodesNeed() {
    GraphSketch g = sketch();
    String[] many = new String[30_000];
    Arrays.fill(many, "x");
    for (int i = 0; i < 4; i++) {
      g.op("Max", many);
    }
    assertRefused(g, TOO_LARGE, "inputs and outputs of nodes");
  }

  @Test
  void refusesShapesThatAreComputed() {
    GraphSketch g = sketch();
    g.op("Reshape", "x", g.op("Neg", g.longs(-4, -1)));
    assertRefused(g, FORBIDDEN_GRAPH, "shape are computed");
  }

  @Test
  void refusesToCutRowsFromRows() {
    GraphSketch g = sketch();
    g.op("Slice", "x", g.longs(0), g.longs(7), g.longs(0));
    assertRefused(g, FORBIDDEN_GRAPH, "of [rows, 4] along axis 0, allowed: cuts along axes");
  }

  @Test
  void refusesTextsAndSecondNames() {
    GraphSketch texts = sketch();
    texts.op("Cast", List.of(GraphSketch.integer("to", TensorProto.DataType.STRING_VALUE)), "x");
    assertRefused(texts, FORBIDDEN_GRAPH, "to type 8, allowed: numbers and bool");
    GraphSketch twice = sketch();
    twice.node("Neg", List.of(), List.of("x"), "x");
    assertRefused(twice, FORBIDDEN_GRAPH, "two tensors of the name \"x\"");
  }

  @Test
  void refusesShapesThatDependOnTheRows() {
    assertRefusedNode(
        g -> g.op("Add", "x", g.weights(new float[128 * 4], 128, 4)), "shapes that fit");
    assertRefusedNode(g -> g.op("MatMul", "x", g.weights(new float[6], 3, 2)), "as many columns");
    assertRefusedNode(g -> g.op("Reshape", "x", g.longs(128, 4)), "a shape of the same elements");
    assertRefusedNode(g -> g.op("Reshape", "x", g.longs(-1, 3)), "a shape of the same elements");
    assertRefusedNode(g -> g.op("Squeeze", "x", g.longs(0)), "axes of size 1");
    assertRefusedNode(g -> g.op("Neg", "y"), "of \"y\"");
  }

  private static AttributeProto permutation(long... axes) {
    AttributeProto.Builder perm =
        AttributeProto.newBuilder().setName("perm").setType(AttributeProto.AttributeType.INTS);
    for (long axis : axes) {
      perm.addInts(axis);
    }
    return perm.build();
  }

  private static GraphSketch sketch() {
    GraphSketch g = new GraphSketch();
    g.input("x", TensorProto.DataType.FLOAT, 4);
    return g;
  }

  private static Map<String, GraphValue> values(GraphSketch g) {
    try {
      return GraphBounds.values(g.graph.build());
    } catch (InvalidModelFileException e) {
      throw new AssertionError(e);
    }
  }

  private static void check(GraphSketch g, int rows) throws InvalidModelFileException {
    GraphProto graph = g.graph.build();
    StepLimits usual = StepLimits.DEFAULT;
    GraphBounds.check(graph, new StepLimits(rows, usual.bytes(), usual.step(), usual.replay()));
  }

  private static void assertRefusedNode(Consumer<GraphSketch> node, String message) {
    GraphSketch g = sketch();
    node.accept(g);
    assertRefused(g, NOT_RUNNABLE, message);
  }

  private static void assertRefused(GraphSketch g, Reason reason, String message) {
    assertRefused(g, ROWS, reason, message);
  }

  private static void assertRefused(GraphSketch g, int rows, Reason reason, String message) {
    InvalidModelFileException refused =
        catchThrowableOfType(InvalidModelFileException.class, () -> check(g, rows));
    assertThat(refused).isNotNull().hasMessageContainingAll("found ", "allowed: ", message);
    assertThat(refused.reason()).isEqualTo(reason);
  }
}
