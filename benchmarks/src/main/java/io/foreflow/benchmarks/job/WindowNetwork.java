package io.foreflow.benchmarks.job;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * A network that reads a whole window at once: ONNX's own GRU operator over all steps, as PyTorch
 * and TensorFlow export it, then a head. Cell and head are as large as those of the job's model.
 * The weights are random, because their values do not change the cost.
 */
final class WindowNetwork {
  /** The number of steps of a window. */
  static final int STEPS = 64;

  /** The width of the cell's input and of the head's further input, as in the job's model. */
  static final int INPUTS = 39;

  static final int RECENT = 48;
  private static final int HEAD = 128;

  /** Names of the tensors. */
  static final String WINDOW_INPUT = "window";

  static final String RECENT_INPUT = "recent";

  private static final int IR_VERSION = 8;
  private static final int OPSET = 17;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("window");
  private final Random random = new Random(1);

  private WindowNetwork() {}

  /** The network as ONNX: (window [64, 1, inputs], recent [1, 48]) to forecast [1, outputs]. */
  static byte[] of(int hidden, int outputs) {
    WindowNetwork network = new WindowNetwork();
    network.build(hidden, outputs);
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
        .setGraph(network.graph)
        .build()
        .toByteArray();
  }

  private void build(int hidden, int outputs) {
    weights("w", 1, 3L * hidden, INPUTS);
    weights("r", 1, 3L * hidden, hidden);
    weights("b", 1, 6L * hidden);
    weights("head0", RECENT + hidden, HEAD);
    weights("head0.bias", HEAD);
    weights("head1", HEAD, outputs);
    weights("head1.bias", outputs);
    graph
        .addInput(tensor(WINDOW_INPUT, STEPS, 1, INPUTS))
        .addInput(tensor(RECENT_INPUT, 1, RECENT))
        .addOutput(tensor("forecast", 1, outputs))
        .addInitializer(
            TensorProto.newBuilder()
                .setName("row")
                .setDataType(TensorProto.DataType.INT64.getNumber())
                .addDims(2)
                .addInt64Data(1)
                .addInt64Data(hidden))
        .addNode(
            node("GRU", List.of(WINDOW_INPUT, "w", "r", "b"), "", "state")
                .addAttribute(integer("hidden_size", hidden))
                .addAttribute(integer("linear_before_reset", 1)))
        .addNode(node("Reshape", List.of("state", "row"), "flat"))
        .addNode(
            node("Concat", List.of("flat", RECENT_INPUT), "joined")
                .addAttribute(integer("axis", 1)))
        .addNode(node("Gemm", List.of("joined", "head0", "head0.bias"), "linear"))
        .addNode(node("Relu", List.of("linear"), "active"))
        .addNode(node("Gemm", List.of("active", "head1", "head1.bias"), "forecast"));
  }

  private void weights(String name, long... dims) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT.getNumber());
    LongStream.of(dims).forEach(tensor::addDims);
    for (long i = LongStream.of(dims).reduce(1, Math::multiplyExact); i > 0; i--) {
      tensor.addFloatData((float) (random.nextGaussian() * 0.1));
    }
    graph.addInitializer(tensor);
  }

  private static NodeProto.Builder node(String operator, List<String> inputs, String... outputs) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .addAllInput(inputs)
        .addAllOutput(List.of(outputs));
  }

  private static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private static ValueInfoProto tensor(String name, long... dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long dim : dims) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(dim));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT.getNumber())
                        .setShape(shape)))
        .build();
  }
}
