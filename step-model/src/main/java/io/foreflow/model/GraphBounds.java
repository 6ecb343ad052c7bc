package io.foreflow.model;

import static io.foreflow.model.InvalidModelFileException.Reason.FORBIDDEN_GRAPH;
import static io.foreflow.model.InvalidModelFileException.Reason.NOT_RUNNABLE;
import static io.foreflow.model.InvalidModelFileException.Reason.TOO_LARGE;
import static io.foreflow.model.InvalidModelFileException.Reason.WRONG_TENSORS;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The memory and the work that a graph takes, found without running it. ONNX Runtime allocates
 * whatever a graph asks for. It computes what depends on weights alone while it loads, and nothing
 * can stop that. So the shape of each tensor is worked out first, for the number of rows of a full
 * wave, and a graph that takes too much is refused before a session is made.
 *
 * <p>Tensors are counted as if none was freed before the end: ONNX Runtime chooses the order of
 * nodes, and with it which of them are in memory together.
 */
final class GraphBounds {
  /** The most multiplications, or elements read and written, of one step of all rows. */
  static final long MOST_WORK = 1L << 34;

  /** The most multiplications, or elements read and written, while a graph is loaded. */
  static final long MOST_LOADING_WORK = 1L << 30;

  /** The most bytes that are computed from weights alone. */
  static final long MOST_LOADING_BYTES = 64L << 20;

  /** The most inputs and outputs of all nodes together. */
  static final int MOST_EDGES = 100_000;

  private static final int MOST_DIMENSIONS = 8;

  private final StepLimits limits;
  private final int rows;
  private final Map<String, GraphValue> values = new HashMap<>();
  private double bytes;
  private double work;
  private double loadingBytes;
  private double loadingWork;
  private int edges;

  private GraphBounds(StepLimits limits) {
    this.limits = limits;
    this.rows = StepWorkspace.padded(limits.rows());
  }

  /** Refuses a graph that takes more than the limits, or whose needs can't be worked out. */
  static void check(GraphProto graph, StepLimits limits) throws InvalidModelFileException {
    GraphBounds bounds = new GraphBounds(limits);
    bounds.addAll(graph);
    for (ValueInfoProto output : graph.getOutputList()) {
      bounds.checkOutput(output);
    }
  }

  /** The known facts about each tensor of a graph, by the tensor's name. */
  static Map<String, GraphValue> values(GraphProto graph) throws InvalidModelFileException {
    GraphBounds bounds = new GraphBounds(StepLimits.DEFAULT);
    bounds.addAll(graph);
    return bounds.values;
  }

  private void addAll(GraphProto graph) throws InvalidModelFileException {
    for (TensorProto weights : graph.getInitializerList()) {
      define(weights.getName(), WeightRules.value(weights));
    }
    for (ValueInfoProto input : graph.getInputList()) {
      GraphValue value = TensorRules.value(input);
      define(input.getName(), value);
      addBytes(value, "the input \"" + input.getName() + "\"");
    }
    for (NodeProto node : graph.getNodeList()) {
      add(node);
    }
  }

  private void define(String name, GraphValue value) throws InvalidModelFileException {
    if (values.putIfAbsent(name, value) != null) {
      throw InvalidModelFileException.found(
          FORBIDDEN_GRAPH, "two tensors of the name \"" + name + "\"", "one of each name");
    }
  }

  private void add(NodeProto proto) throws InvalidModelFileException {
    GraphNode node = new GraphNode(proto, inputs(proto));
    edges += proto.getInputCount() + proto.getOutputCount();
    check(edges, MOST_EDGES, "inputs and outputs of nodes", node.name());
    OperatorShapes.Result result = OperatorShapes.of(node);
    if (result.outputs().size() < proto.getOutputCount()) {
      throw node.misfit(
          "with " + proto.getOutputCount() + " outputs", "at most " + result.outputs().size());
    }
    boolean constant = node.given().stream().allMatch(GraphValue::constant);
    addWork(result, constant, node.name());
    int elementBytes = node.elementBytes();
    for (int i = 0; i < proto.getOutputCount(); i++) {
      Shape shape = result.outputs().get(i);
      if (shape.rank() > MOST_DIMENSIONS) {
        throw node.misfit("to " + shape, "tensors of at most " + MOST_DIMENSIONS + " dimensions");
      }
      GraphValue value = new GraphValue(shape, elementBytes, constant, null);
      if (!proto.getOutput(i).isEmpty()) {
        define(proto.getOutput(i), value);
      }
      addBytes(value, node.name());
    }
  }

  private List<@Nullable GraphValue> inputs(NodeProto node) throws InvalidModelFileException {
    List<@Nullable GraphValue> inputs = new ArrayList<>(node.getInputCount());
    for (String name : node.getInputList()) {
      GraphValue value = values.get(name);
      if (value == null && !name.isEmpty()) {
        throw InvalidModelFileException.found(
            NOT_RUNNABLE,
            node.getOpType() + " \"" + node.getName() + "\" of \"" + name + "\"",
            "inputs of the graph, weights, and results of earlier nodes");
      }
      inputs.add(value);
    }
    return inputs;
  }

  private void addWork(OperatorShapes.Result result, boolean constant, String where)
      throws InvalidModelFileException {
    double more = 0;
    for (Dimension part : result.work()) {
      more += part.at(rows);
    }
    if (constant) {
      loadingWork += more;
      check(loadingWork, MOST_LOADING_WORK, "operations on weights alone", where);
    } else {
      work += more;
      check(work, MOST_WORK, "operations in a step of " + rows + " rows", where);
    }
  }

  private void addBytes(GraphValue value, String where) throws InvalidModelFileException {
    if (value.constant()) {
      loadingBytes += value.bytes(rows);
      check(loadingBytes, MOST_LOADING_BYTES, "bytes computed from weights alone", where);
    } else {
      bytes += value.bytes(rows);
      check(bytes, limits.bytes(), "bytes of tensors in a step of " + rows + " rows", where);
    }
  }

  private static void check(double found, long most, String what, String where)
      throws InvalidModelFileException {
    if (found > most) {
      throw InvalidModelFileException.found(
          TOO_LARGE, "%.0f %s, counted up to %s".formatted(found, what, where), "at most " + most);
    }
  }

  private void checkOutput(ValueInfoProto output) throws InvalidModelFileException {
    GraphValue value = values.get(output.getName());
    Shape declared = TensorRules.value(output).shape();
    if (value == null || !value.shape().equals(declared)) {
      throw InvalidModelFileException.found(
          WRONG_TENSORS,
          "the output \"%s\" %s"
              .formatted(
                  output.getName(),
                  value == null ? "that no node makes" : "of the shape " + value.shape()),
          "the shape that the graph declares, " + declared);
    }
  }
}
