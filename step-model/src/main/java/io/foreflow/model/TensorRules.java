package io.foreflow.model;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.foreflow.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;

/** Compares a graph's inputs and outputs with what its manifest declares. */
final class TensorRules {
  private TensorRules() {}

  static void check(GraphProto graph, Manifest manifest) throws InvalidModelFileException {
    String features = "" + manifest.features().size();
    String state = "" + manifest.state().size();
    check(
        "inputs",
        graph.getInputList(),
        List.of(
            tensor(StepTensors.OBSERVED, DataType.FLOAT, features),
            tensor(StepTensors.TIME, DataType.INT64),
            tensor(StepTensors.STATE, DataType.FLOAT, state)));
    check(
        "outputs",
        graph.getOutputList(),
        List.of(
            tensor(
                StepTensors.FORECAST,
                DataType.FLOAT,
                "" + manifest.forecastRows(),
                "" + manifest.horizon()),
            tensor(StepTensors.NEXT_STATE, DataType.FLOAT, state)));
  }

  private static void check(String what, List<ValueInfoProto> found, List<String> allowed)
      throws InvalidModelFileException {
    List<String> described = found.stream().map(TensorRules::describe).sorted().toList();
    List<String> expected = allowed.stream().sorted().toList();
    if (!described.equals(expected)) {
      throw InvalidModelFileException.found(
          InvalidModelFileException.Reason.WRONG_TENSORS,
          "the " + what + " " + described,
          "those of the manifest, " + expected);
    }
  }

  /** The declared value of an input or output of a checked graph. */
  static GraphValue value(ValueInfoProto tensor) {
    TypeProto.Tensor type = tensor.getType().getTensorType();
    List<Dimension> dims = new ArrayList<>();
    for (TensorShapeProto.Dimension dimension : type.getShape().getDimList()) {
      dims.add(dimension.hasDimValue() ? Dimension.of(dimension.getDimValue()) : Dimension.ROWS);
    }
    boolean isFloat = type.getElemType() == DataType.FLOAT.getNumber();
    return GraphValue.input(new Shape(dims), isFloat ? Float.BYTES : Long.BYTES);
  }

  private static String tensor(String name, DataType type, String... sizes) {
    List<String> shape = new ArrayList<>(List.of("rows"));
    shape.addAll(List.of(sizes));
    return name + " " + type + " " + shape;
  }

  /**
   * The type and shape of a tensor as text. The first dimension must be open and the others closed;
   * the name of the open one does not matter.
   */
  private static String describe(ValueInfoProto value) {
    TypeProto.Tensor type = value.getType().getTensorType();
    List<String> shape = new ArrayList<>();
    for (TensorShapeProto.Dimension dimension : type.getShape().getDimList()) {
      boolean closed = dimension.hasDimValue();
      String open = shape.isEmpty() ? "rows" : "?";
      shape.add(closed ? "" + dimension.getDimValue() : open);
    }
    DataType element = DataType.forNumber(type.getElemType());
    return value.getName() + " " + element + " " + shape;
  }
}
