package io.foreflow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The shapes that are worked out are those that ONNX Runtime gives when it runs the graph. */
class OperatorShapesTest {
  private static final int ROWS = 16;
  private static final int WIDTH = 6;

  static Stream<Arguments> graphs() {
    return Stream.of(
        graph("unary", g -> g.op("Tanh", "x")),
        graph("broadcast", g -> g.op("Add", g.op("Unsqueeze", "x", g.longs(2)), g.floats(1, 2))),
        graph("row and column", g -> g.op("Mul", g.weights(new float[3], 3, 1), g.floats(1, 2))),
        graph("variadic", g -> g.op("Max", "x", g.floats(1), g.weights(new float[6], 1, 6))),
        graph("where", g -> g.op("Where", g.op("IsNaN", "x"), g.floats(1), "x")),
        graph("reduce, kept", g -> g.op("ReduceMax", List.of(ints("axes", -1)), "x")),
        graph(
            "reduce, dropped",
            g -> reduce(g, "ReduceMean", integer("keepdims", 0), ints("axes", 1))),
        graph("reduce by input", g -> g.op("ReduceSum", "x", g.longs(1))),
        graph("reduce all", g -> reduce(g, "ReduceMin", integer("keepdims", 0))),
        graph("reduce none", g -> reduce(g, "ReduceSum", integer("noop_with_empty_axes", 1))),
        graph("gemm", g -> g.op("Gemm", "x", g.weights(new float[12], 6, 2), g.floats(1, 2))),
        graph(
            "gemm, turned",
            g -> g.op("Gemm", List.of(integer("transB", 1)), "x", g.weights(new float[12], 2, 6))),
        graph("gemm, both turned", g -> g.op("Gemm", List.of(integer("transA", 1)), "x", "x")),
        graph("matrix", g -> g.op("MatMul", "x", g.weights(new float[12], 6, 2))),
        graph("vector", g -> g.op("MatMul", "x", g.floats(1, 2, 3, 4, 5, 6))),
        graph(
            "vector first",
            g -> g.op("MatMul", g.floats(1, 2, 3, 4, 5, 6), g.op("Transpose", "x"))),
        graph(
            "batch",
            g ->
                g.op(
                    "MatMul",
                    g.op("Reshape", "x", g.longs(-1, 3, 2)),
                    g.weights(new float[8], 2, 4))),
        graph(
            "batches",
            g ->
                g.op(
                    "MatMul",
                    g.op("Reshape", "x", g.longs(-1, 3, 2)),
                    g.op("Reshape", "x", g.longs(-1, 2, 3)))),
        graph("concat", g -> g.op("Concat", List.of(integer("axis", -1)), "x", "x")),
        graph("concat of rows", g -> g.op("Concat", List.of(integer("axis", 0)), "x", "x")),
        graph("split", g -> g.split("x", 1, 3, 2)),
        graph(
            "split, even",
            g -> g.node("Split", List.of(integer("axis", 1)), List.of("a", "b"), "x")),
        graph("slice", g -> slice(g, 1, 5, 1)),
        graph("slice, negative", g -> slice(g, -4, -1, 1)),
        graph("slice, beyond", g -> slice(g, -100, 100, 4)),
        graph("slice, backwards", g -> slice(g, 100, Long.MIN_VALUE, -2)),
        graph("slice, backwards in part", g -> slice(g, 4, 0, -3)),
        graph("slice, of nothing", g -> slice(g, 4, 2, 1)),
        graph("slice, whole", g -> g.op("Slice", "x", g.longs(0), g.longs(Long.MAX_VALUE))),
        graph("reshape", g -> g.op("Reshape", "x", g.longs(0, 3, -1))),
        graph("reshape, longer", g -> g.op("Reshape", "x", g.longs(-1, 2))),
        graph("squeeze", g -> g.op("Squeeze", g.op("Unsqueeze", "x", g.longs(0, -1)), g.longs(-1))),
        graph("squeeze, all", g -> g.op("Squeeze", g.op("Unsqueeze", "x", g.longs(1, 3)))),
        graph("transpose", g -> g.op("Transpose", g.op("Unsqueeze", "x", g.longs(1)))),
        graph(
            "transpose, in order",
            g ->
                g.op(
                    "Transpose",
                    List.of(ints("perm", 1, 2, 0)),
                    g.op("Unsqueeze", "x", g.longs(1)))),
        graph("gather", g -> g.op("Gather", List.of(integer("axis", 1)), "x", g.longs(1, 2, 0))),
        graph(
            "gather of weights",
            g ->
                g.op(
                    "Gather",
                    g.weights(new float[20], 10, 2),
                    g.op("Cast", List.of(integer("to", DataType.INT64_VALUE)), "x"))),
        graph("expand", g -> g.op("Expand", g.op("Unsqueeze", "x", g.longs(1)), g.longs(5, 1))),
        graph("cumulative sum", g -> g.op("CumSum", "x", g.longs(1))),
        graph("softmax", g -> g.op("Softmax", "x")),
        graph(
            "normalization",
            g ->
                g.node(
                    "LayerNormalization",
                    List.of(integer("axis", 1)),
                    List.of("a", "b", "c"),
                    "x",
                    g.floats(1, 2, 3, 4, 5, 6))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("graphs")
  void shapesAreThoseOfARun(String name, Consumer<GraphSketch> build) throws Exception {
    GraphSketch g = new GraphSketch();
    g.input("x", DataType.FLOAT, WIDTH);
    build.accept(g);
    NodeProto last = g.graph.getNode(g.graph.getNodeCount() - 1);
    for (String output : last.getOutputList()) {
      TypeProto.Tensor ofFloats =
          TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT_VALUE).build();
      g.graph.addOutput(
          ValueInfoProto.newBuilder()
              .setName(output)
              .setType(TypeProto.newBuilder().setTensorType(ofFloats)));
    }
    ModelProto model = g.model().build();
    Map<String, GraphValue> inferred = GraphBounds.values(model.getGraph());
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(model.toByteArray());
        OnnxTensor x =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(new float[ROWS * WIDTH]), new long[] {ROWS, WIDTH});
        OrtSession.Result result = session.run(Map.of("x", x))) {
      for (Map.Entry<String, OnnxValue> output : result) {
        long[] shape = ((OnnxTensor) output.getValue()).getInfo().getShape();
        GraphValue value = inferred.get(output.getKey());
        assertThat(value).isNotNull();
        assertThat(value.shape().dims().stream().map(dim -> (long) dim.at(ROWS)))
            .as(value.shape().toString())
            .containsExactlyElementsOf(Arrays.stream(shape).boxed().toList());
      }
    }
  }

  private static Arguments graph(String name, Consumer<GraphSketch> build) {
    return arguments(name, build);
  }

  private static void reduce(GraphSketch g, String operator, AttributeProto... attributes) {
    g.op(operator, List.of(attributes), "x");
  }

  private static void slice(GraphSketch g, long from, long to, long step) {
    g.op("Slice", "x", g.longs(from), g.longs(to), g.longs(1), g.longs(step));
  }

  private static AttributeProto integer(String name, long value) {
    return GraphSketch.integer(name, value);
  }

  private static AttributeProto ints(String name, long... values) {
    AttributeProto.Builder ints =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    Arrays.stream(values).forEach(ints::addInts);
    return ints.build();
  }
}
