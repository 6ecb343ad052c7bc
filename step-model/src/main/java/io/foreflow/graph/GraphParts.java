package io.foreflow.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The nodes and constants of a graph in the order in which they came, and the names they got. */
final class GraphParts {

  private final List<NodeProto> nodes = new ArrayList<>();
  private final List<TensorProto> initializers = new ArrayList<>();
  private int counter;

  /** A name that no other tensor has. */
  String fresh(String stem) {
    return stem.toLowerCase(Locale.ROOT) + "_" + counter++;
  }

  String floats(float[] data, long... dims) {
    String constant = fresh("const");
    initializers.add(Protos.floats(constant, data, dims));
    return constant;
  }

  String longs(long... data) {
    String constant = fresh("ints");
    initializers.add(Protos.longs(constant, data, data.length));
    return constant;
  }

  /** A node with one output; that output's name. */
  String node(String op, List<String> from, AttributeProto... attributes) {
    String output = fresh(op);
    node(op, from, List.of(output), attributes);
    return output;
  }

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

  void addTo(GraphProto.Builder graph) {
    graph.addAllInitializer(initializers).addAllNode(nodes);
  }
}
