package io.foreflow.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The nodes and constants of a graph, in the order in which they were added. */
final class GraphParts {

  private final List<NodeProto> nodes = new ArrayList<>();
  private final List<TensorProto> initializers = new ArrayList<>();
  private int counter;

  /** A new name that no other tensor has. */
  String fresh(String stem) {
    return stem.toLowerCase(Locale.ROOT) + "_" + counter++;
  }

  /** Adds a constant and returns its name. */
  String floats(float[] data, long... dims) {
    String constant = fresh("const");
    initializers.add(Protos.floats(constant, data, dims));
    return constant;
  }

  /** Adds a vector of constants and returns its name. */
  String longs(long... data) {
    String constant = fresh("ints");
    initializers.add(Protos.longs(constant, data, data.length));
    return constant;
  }

  /** Adds a node with one output and returns the name of the output. */
  String node(String op, List<String> from, AttributeProto... attributes) {
    String output = fresh(op);
    node(op, from, List.of(output), attributes);
    return output;
  }

  /** Adds a node with named outputs. */
  void node(String op, List<String> from, List<String> to, AttributeProto... attributes) {
    nodes.add(
        NodeProto.newBuilder()
            .setName("n_" + to.get(0))
            .setOpType(op)
            .addAllInput(from)
            .addAllOutput(to)
            .addAllAttribute(Arrays.asList(attributes))
            .build());
  }

  /** Adds a node that gives a tensor another shape and returns the name of its output. */
  String reshape(String tensor, long... shape) {
    return node("Reshape", List.of(tensor, longs(shape)));
  }

  void addTo(GraphProto.Builder graph) {
    graph.addAllInitializer(initializers).addAllNode(nodes);
  }
}
