package io.foreflow.model;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes small ONNX graphs for tests: each method adds a node and returns the name of its result.
 */
final class GraphSketch {
  final GraphProto.Builder graph = GraphProto.newBuilder().setName("step");
  private int names;

  String op(String type, String... inputs) {
    return op(type, List.of(), inputs);
  }

  String op(String type, List<AttributeProto> attributes, String... inputs) {
    String result = name(type);
    node(type, attributes, List.of(result), inputs);
    return result;
  }

  void node(String type, List<AttributeProto> attributes, List<String> outputs, String... inputs) {
    graph.addNode(
        NodeProto.newBuilder()
            .setName(name("node"))
            .setOpType(type)
            .addAllInput(List.of(inputs))
            .addAllOutput(outputs)
            .addAllAttribute(attributes));
  }

  /** Splits the columns of a matrix. */
  List<String> split(String input, int... sizes) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      parts.add(name("part"));
    }
    node(
        "Split",
        List.of(integer("axis", 1)),
        parts,
        input,
        longs(Arrays.stream(sizes).asLongStream().toArray()));
    return parts;
  }

  /** Joins the columns of matrices. */
  String concat(String... inputs) {
    return op("Concat", List.of(integer("axis", 1)), inputs);
  }

  String toFloat(String input) {
    return op("Cast", List.of(integer("to", TensorProto.DataType.FLOAT_VALUE)), input);
  }

  /** A row of constants. */
  String floats(float... values) {
    return weights(values, values.length);
  }

  String weights(float[] values, long... shape) {
    String name = name("weights");
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT_VALUE);
    for (float value : values) {
      tensor.addFloatData(value);
    }
    graph.addInitializer(tensor.addAllDims(Arrays.stream(shape).boxed().toList()));
    return name;
  }

  String longs(long... values) {
    String name = name("longs");
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.INT64_VALUE)
            .addDims(values.length)
            .addAllInt64Data(Arrays.stream(values).boxed().toList()));
    return name;
  }

  void input(String name, TensorProto.DataType type, long... rowShape) {
    graph.addInput(tensor(name, type, rowShape));
  }

  void output(String name, long... rowShape) {
    graph.addOutput(tensor(name, TensorProto.DataType.FLOAT, rowShape));
  }

  ModelProto.Builder model() {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .setProducerName("foreflow tests")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(17))
        .setGraph(graph);
  }

  static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  private static ValueInfoProto tensor(String name, TensorProto.DataType type, long... rowShape) {
    TensorShapeProto.Builder shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"));
    for (long size : rowShape) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape)))
        .build();
  }

  private String name(String kind) {
    return kind + names++;
  }
}
