package io.foreflow.model;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.List;

/** A model that keeps the whole contract and takes its time: about half a second for a step. */
public final class SlowStepGraph {
  private static final int PRODUCTS = 2_000;
  private static final int WIDTH = 512;

  private SlowStepGraph() {}

  /** The bytes of a model file that does what {@code tiny} does, only slowly. */
  public static byte[] file(TinyStepGraph tiny) {
    ModelProto.Builder model = tiny.graph();
    GraphProto.Builder graph = model.getGraphBuilder();
    List<NodeProto> nodes = new ArrayList<>(graph.getNodeList());
    int last = nodes.size() - 1;
    while (!nodes.get(last).getOutputList().contains(StepTensors.NEXT_STATE)) {
      last--;
    }
    NodeProto concat = nodes.get(last);
    int spread = concat.getInputCount() - 1;
    GraphSketch slow = new GraphSketch();
    // From a value of the state through products that all come to zero, and back to the state.
    String x = slow.op("MatMul", concat.getInput(spread), slow.weights(new float[WIDTH], 1, WIDTH));
    String square = slow.weights(new float[WIDTH * WIDTH], WIDTH, WIDTH);
    for (int i = 0; i < PRODUCTS; i++) {
      x = slow.op("MatMul", x, square);
    }
    String nothing = slow.op("MatMul", x, slow.weights(new float[WIDTH], WIDTH, 1));
    String sum = slow.op("Add", concat.getInput(spread), nothing);
    nodes.set(last, concat.toBuilder().setInput(spread, renamed(sum)).build());
    for (NodeProto node : slow.graph.getNodeList()) {
      NodeProto.Builder copy = node.toBuilder().setName(renamed(node.getName()));
      for (int i = 0; i < node.getInputCount(); i++) {
        copy.setInput(
            i, own(slow, node.getInput(i)) ? renamed(node.getInput(i)) : node.getInput(i));
      }
      nodes.add(last++, copy.setOutput(0, renamed(node.getOutput(0))).build());
    }
    graph.clearNode().addAllNode(nodes);
    slow.graph
        .getInitializerList()
        .forEach(
            weights ->
                graph.addInitializer(weights.toBuilder().setName(renamed(weights.getName()))));
    try {
      return ModelFile.seal(model.build().toByteArray(), tiny.manifest());
    } catch (InvalidModelFileException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String renamed(String name) {
    return "slow." + name;
  }

  private static boolean own(GraphSketch slow, String name) {
    return slow.graph.getInitializerList().stream().anyMatch(w -> w.getName().equals(name))
        || slow.graph.getNodeList().stream().anyMatch(node -> node.getOutput(0).equals(name));
  }
}
