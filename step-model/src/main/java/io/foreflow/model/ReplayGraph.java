package io.foreflow.model;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of a model's graph that gives the next state and no forecast. It replays histories,
 * whose forecasts nobody needs, in two thirds of the time.
 *
 * <p>ONNX Runtime compiles it on its own. So it is compared with the whole graph, bit for bit,
 * before it is used.
 */
final class ReplayGraph {
  /**
   * The largest file that is kept in memory twice. The forecast is a small part of such a model.
   */
  private static final int LARGEST_FILE = 16 << 20;

  private static final int ROWS = 32;
  private static final int STEPS = 4;

  private ReplayGraph() {}

  /** Opens the part, or returns null if the whole graph has to replay too. */
  static @Nullable GraphFunction open(ModelProto model, GraphFunction whole) {
    if (model.getSerializedSize() > LARGEST_FILE) {
      return null;
    }
    GraphFunction part;
    try {
      part = GraphFunction.open(partOf(model).toByteArray());
    } catch (IllegalArgumentException e) {
      // What can be run as a whole can be run in part, as far as we know. If not, nothing is lost.
      return null;
    }
    boolean same = false;
    try {
      same = isSame(whole, part);
    } finally {
      if (!same) {
        part.close();
      }
    }
    return same ? part : null;
  }

  private static ModelProto partOf(ModelProto model) {
    GraphProto graph = model.getGraph();
    Set<String> needed = new HashSet<>(Set.of(StepTensors.NEXT_STATE));
    Deque<NodeProto> nodes = new ArrayDeque<>();
    // Nodes are in the order of computation.
    for (int i = graph.getNodeCount() - 1; i >= 0; i--) {
      NodeProto node = graph.getNode(i);
      if (node.getOutputList().stream().anyMatch(needed::contains)) {
        needed.addAll(node.getInputList());
        nodes.addFirst(node);
      }
    }
    GraphProto.Builder part =
        GraphProto.newBuilder()
            .setName(graph.getName())
            .addAllInput(graph.getInputList())
            .addAllNode(nodes);
    for (TensorProto weights : graph.getInitializerList()) {
      if (needed.contains(weights.getName())) {
        part.addInitializer(weights);
      }
    }
    for (ValueInfoProto output : graph.getOutputList()) {
      if (output.getName().equals(StepTensors.NEXT_STATE)) {
        part.addOutput(output);
      }
    }
    return ModelProto.newBuilder()
        .setIrVersion(model.getIrVersion())
        .addAllOpsetImport(model.getOpsetImportList())
        .setGraph(part)
        .build();
  }

  /** Steps both through some random readings, of which some are missing. */
  private static boolean isSame(GraphFunction whole, GraphFunction part) {
    try (Binding first = whole.bind(ROWS);
        Binding second = part.bind(first)) {
      FloatBuffer observed = first.floats(StepTensors.OBSERVED);
      FloatBuffer state = first.floats(StepTensors.STATE);
      FloatBuffer next = first.floats(StepTensors.NEXT_STATE);
      Random random = new Random(1);
      for (int step = 0; step < STEPS; step++) {
        for (int i = 0; i < observed.capacity(); i++) {
          observed.put(i, random.nextInt(5) == 0 ? Float.NaN : reading(random));
        }
        for (int row = 0; row < ROWS; row++) {
          first.longs(StepTensors.TIME).put(row, random.nextLong(1L << 41));
        }
        first.run(ROWS);
        int[] expected = bits(next);
        next.put(0, new float[next.capacity()]);
        second.run(ROWS);
        if (!Arrays.equals(expected, bits(next))) {
          return false;
        }
        state.put(0, next, 0, next.capacity());
      }
      return true;
    } catch (IllegalStateException e) {
      // Some readings fail. A step has to fail on them too.
      return false;
    }
  }

  private static float reading(Random random) {
    return (float) (random.nextGaussian() * StrictMath.pow(10, random.nextInt(6) - 2));
  }

  private static int[] bits(FloatBuffer floats) {
    int[] bits = new int[floats.capacity()];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(floats.get(i));
    }
    return bits;
  }
}
