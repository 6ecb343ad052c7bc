package io.foreflow.benchmarks.step;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The matrix products of a model file alone, which are the least cost of its arithmetic. Any
 * further cost of a step comes from features, gates, copies and calls.
 */
final class MatrixProducts {

  private MatrixProducts() {}

  /** An ONNX graph that multiplies a separate input by each weight of the file's products. */
  static byte[] of(byte[] modelFile) {
    ModelProto model;
    try {
      model = ModelProto.parseFrom(modelFile);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not an ONNX file", e);
    }
    Map<String, TensorProto> weights = new LinkedHashMap<>();
    model.getGraph().getInitializerList().forEach(tensor -> weights.put(tensor.getName(), tensor));
    GraphProto.Builder graph = GraphProto.newBuilder().setName("products");
    for (NodeProto node : model.getGraph().getNodeList()) {
      if (node.getOpType().equals("Gemm") || node.getOpType().equals("MatMul")) {
        addProduct(graph, node, weights);
      }
    }
    return model.toBuilder().clearMetadataProps().setGraph(graph).build().toByteArray();
  }

  private static void addProduct(
      GraphProto.Builder graph, NodeProto node, Map<String, TensorProto> weights) {
    TensorProto weight = weights.get(node.getInput(1));
    if (weight == null) {
      throw new IllegalArgumentException("a product's weight is no constant: " + node.getInput(1));
    }
    boolean transposed =
        node.getAttributeList().stream()
            .anyMatch(attribute -> attribute.getName().equals("transB") && attribute.getI() == 1);
    int number = graph.getNodeCount();
    String input = "x" + number;
    String output = "y" + number;
    graph
        .addInitializer(weight.toBuilder().setName("w" + number))
        .addInput(matrix(input, weight.getDims(transposed ? 1 : 0)))
        .addOutput(matrix(output, weight.getDims(transposed ? 0 : 1)))
        .addNode(
            node.toBuilder()
                .clearInput()
                .addInput(input)
                .addInput("w" + number)
                .clearOutput()
                .addOutput(output)
                .setName("product" + number));
  }

  private static ValueInfoProto matrix(String name, long columns) {
    TensorShapeProto shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("rows"))
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(columns))
            .build();
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
