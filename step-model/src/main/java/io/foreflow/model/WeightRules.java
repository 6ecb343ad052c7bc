package io.foreflow.model;

import static io.foreflow.model.InvalidModelFileException.Reason.BAD_WEIGHTS;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.foreflow.manifest.StateLayout;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** The rules for the constants of a graph: they are in the file, and as large as they say. */
final class WeightRules {
  /** The most numbers that are read: more than any shape has dimensions, or any split has parts. */
  private static final int MOST_NUMBERS = 10_000;

  private WeightRules() {}

  static void check(GraphProto graph) throws InvalidModelFileException {
    Map<String, TensorProto> byName = new HashMap<>();
    for (TensorProto weights : graph.getInitializerList()) {
      check(weights);
      byName.put(weights.getName(), weights);
    }
    for (NodeProto node : graph.getNodeList()) {
      if (node.getOpType().equals("Expand")) {
        checkExpand(node, byName);
      }
    }
  }

  /**
   * Checks the second input of Expand, which says how large a tensor becomes. It has to be known,
   * and no larger than a state may be.
   */
  private static void checkExpand(NodeProto node, Map<String, TensorProto> byName)
      throws InvalidModelFileException {
    TensorProto shape = node.getInputCount() == 2 ? byName.get(node.getInput(1)) : null;
    if (shape == null || shape.getDataType() != TensorProto.DataType.INT64_VALUE) {
      throw InvalidModelFileException.found(
          BAD_WEIGHTS,
          "Expand \"" + node.getName() + "\" to a shape that is computed",
          "a shape that is an int64 initializer");
    }
    elements(longs(shape), StateLayout.LARGEST_SIZE, "Expand \"" + node.getName() + "\"");
  }

  /** The value of checked weights. */
  static GraphValue value(TensorProto weights) {
    Shape shape = new Shape(weights.getDimsList().stream().map(Dimension::of).toList());
    boolean isLong = weights.getDataType() == TensorProto.DataType.INT64_VALUE;
    boolean isShort = weights.getDimsCount() <= 1 && shape.elements().factor() <= MOST_NUMBERS;
    List<Long> numbers = isLong && isShort ? longs(weights) : null;
    return new GraphValue(shape, isLong ? Long.BYTES : Float.BYTES, true, numbers);
  }

  private static List<Long> longs(TensorProto tensor) {
    if (!tensor.hasRawData()) {
      return tensor.getInt64DataList();
    }
    LongBuffer raw =
        tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    return LongStream.generate(raw::get).limit(raw.remaining()).boxed().toList();
  }

  private static void check(TensorProto weights) throws InvalidModelFileException {
    String name = "weights \"" + weights.getName() + "\"";
    if (weights.getDataLocation() != TensorProto.DataLocation.DEFAULT
        || weights.getExternalDataCount() > 0
        || weights.hasSegment()) {
      throw InvalidModelFileException.found(
          BAD_WEIGHTS, name + " outside the file", "all weights in the file");
    }
    long declared = elements(weights.getDimsList(), StepModel.LARGEST_FILE, name);
    long present = present(weights, name);
    if (declared != present) {
      throw InvalidModelFileException.found(
          BAD_WEIGHTS,
          name + " of shape " + weights.getDimsList() + " with " + present + " elements",
          "as many as the shape has, " + declared);
    }
  }

  /**
   * How many elements a shape has. The number is compared with the largest file before it can
   * overflow.
   */
  private static long elements(List<Long> dims, long most, String name)
      throws InvalidModelFileException {
    long elements = 1;
    for (long dim : dims) {
      if (dim < 0 || dim > most || elements * dim > most) {
        throw InvalidModelFileException.found(
            BAD_WEIGHTS, name + " of shape " + dims, "shapes of 0 to " + most + " elements");
      }
      elements *= dim;
    }
    return elements;
  }

  private static long present(TensorProto weights, String name) throws InvalidModelFileException {
    boolean raw = weights.hasRawData();
    int rawBytes = weights.getRawData().size();
    return switch (weights.getDataType()) {
      case TensorProto.DataType.FLOAT_VALUE ->
          raw ? whole(rawBytes, Float.BYTES, name) : weights.getFloatDataCount();
      case TensorProto.DataType.INT64_VALUE ->
          raw ? whole(rawBytes, Long.BYTES, name) : weights.getInt64DataCount();
      case TensorProto.DataType.INT32_VALUE ->
          raw ? whole(rawBytes, Integer.BYTES, name) : weights.getInt32DataCount();
      case TensorProto.DataType.BOOL_VALUE -> raw ? rawBytes : weights.getInt32DataCount();
      default ->
          throw InvalidModelFileException.found(
              BAD_WEIGHTS,
              name + " of ONNX data type " + weights.getDataType(),
              "float32, int64, int32 or bool");
    };
  }

  private static int whole(int rawBytes, int elementBytes, String name)
      throws InvalidModelFileException {
    if (rawBytes % elementBytes != 0) {
      throw InvalidModelFileException.found(
          BAD_WEIGHTS, name + " of " + rawBytes + " bytes", "a multiple of " + elementBytes);
    }
    return rawBytes / elementBytes;
  }
}
