package io.foreflow.model;

import static io.foreflow.model.InvalidModelFileException.Reason.FORBIDDEN_GRAPH;
import static io.foreflow.model.InvalidModelFileException.Reason.TOO_LARGE;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules for what a graph may be made of. ONNX Runtime runs whatever it is given: endless loops,
 * tensors of any size, files beside the model. A step needs none of that, so only what a step does
 * need is let through.
 */
final class GraphRules {
  /**
   * Element-wise arithmetic, matrix products, reductions, and operators that move elements: a fixed
   * amount of work for each row. Operators are missing that hold graphs (If, Loop, Scan), that make
   * tensors of a size given by data (ConstantOfShape, Range, NonZero, Tile, ...), that draw at
   * random, that touch strings or sequences, and all domains other than ONNX's own.
   */
  static final Set<String> OPERATORS =
      Set.of(
          "Abs",
          "Add",
          "And",
          "Cast",
          "Clip",
          "Concat",
          "Cos",
          "CumSum",
          "Div",
          "Equal",
          "Erf",
          "Exp",
          "Expand",
          "Floor",
          "Gather",
          "Gemm",
          "Greater",
          "Identity",
          "IsNaN",
          "LayerNormalization",
          "LeakyRelu",
          "Less",
          "Log",
          "MatMul",
          "Max",
          "Min",
          "Mod",
          "Mul",
          "Neg",
          "Not",
          "Or",
          "Pow",
          "Reciprocal",
          "ReduceMax",
          "ReduceMean",
          "ReduceMin",
          "ReduceSum",
          "Relu",
          "Reshape",
          "Sigmoid",
          "Sign",
          "Sin",
          "Slice",
          "Softmax",
          "Softplus",
          "Split",
          "Sqrt",
          "Squeeze",
          "Sub",
          "Tanh",
          "Transpose",
          "Unsqueeze",
          "Where");

  static final int MOST_NODES = 10_000;

  private static final Set<String> DOMAINS = Set.of("", "ai.onnx");

  private GraphRules() {}

  static void check(ModelProto model) throws InvalidModelFileException {
    checkKnown(model);
    GraphProto graph = model.getGraph();
    refuse(model.getFunctionsCount() > 0, "functions of the model's own", "operators of ONNX");
    refuse(model.getTrainingInfoCount() > 0, "training graphs", "one step graph");
    refuse(graph.getSparseInitializerCount() > 0, "sparse weights", "dense weights");
    for (OperatorSetIdProto opset : model.getOpsetImportList()) {
      refuse(
          !DOMAINS.contains(opset.getDomain()),
          "operators of domain \"" + opset.getDomain() + "\"",
          "those of ONNX itself");
    }
    if (graph.getNodeCount() > MOST_NODES) {
      throw InvalidModelFileException.found(
          TOO_LARGE, graph.getNodeCount() + " nodes", "at most " + MOST_NODES);
    }
    for (NodeProto node : graph.getNodeList()) {
      checkNode(node);
    }
    WeightRules.check(graph);
  }

  private static void checkNode(NodeProto node) throws InvalidModelFileException {
    String name = node.getOpType() + " \"" + node.getName() + "\"";
    refuse(
        !DOMAINS.contains(node.getDomain()) || !OPERATORS.contains(node.getOpType()),
        "the operator " + name + " of domain \"" + node.getDomain() + "\"",
        "operators that a step needs, of ONNX's own domain: "
            + OPERATORS.stream().sorted().toList());
    for (AttributeProto attribute : node.getAttributeList()) {
      refuse(
          attribute.hasG() || attribute.getGraphsCount() > 0,
          "a graph within " + name,
          "attributes that are numbers or texts");
      refuse(
          attribute.hasT()
              || attribute.getTensorsCount() > 0
              || attribute.hasSparseTensor()
              || attribute.getSparseTensorsCount() > 0,
          "a tensor as an attribute of " + name,
          "initializers");
    }
  }

  /** Refuses fields that these rules do not know: ONNX Runtime may know them. */
  private static void checkKnown(Message message) throws InvalidModelFileException {
    refuse(
        !message.getUnknownFields().asMap().isEmpty(),
        "unknown fields "
            + message.getUnknownFields().asMap().keySet()
            + " in a "
            + message.getDescriptorForType().getName(),
        "fields of the ONNX version that this release knows");
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      if (field.getKey().getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        continue;
      }
      if (field.getValue() instanceof List<?> parts) {
        for (Object part : parts) {
          checkKnown((Message) part);
        }
      } else {
        checkKnown((Message) field.getValue());
      }
    }
  }

  private static void refuse(boolean broken, String found, String allowed)
      throws InvalidModelFileException {
    if (broken) {
      throw InvalidModelFileException.found(FORBIDDEN_GRAPH, found, allowed);
    }
  }
}
