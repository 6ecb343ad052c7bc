package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Tensor;
import io.foreflow.graph.Value;
import io.foreflow.trainer.kernel.Numbers;
import io.foreflow.trainer.kernel.Tape;
import java.util.List;

/**
 * A linear map from the context of the head straight to the location of the forecast. It soon
 * corrects an error of the base forecast, such as a season that has ended, and leaves the rest to
 * the layers.
 *
 * <p>Several maps are mixed. The state h of the top layer decides how much each counts:
 *
 * <pre>
 * a = softmax(G h + g)     out = 4 sum_j a_j M_j x
 * </pre>
 *
 * So a network can forecast one series from yesterday and another one from a week ago.
 *
 * @param context columns that it reads
 * @param columns number of results
 * @param maps number of maps
 * @param hidden width of the state
 */
record Shortcut(int context, int columns, int maps, int hidden) {

  static final String WEIGHT = "head.shortcut.weight";
  private static final String MIX = "head.shortcut.mix.weight";
  private static final String MIX_BIAS = "head.shortcut.mix.bias";

  /** The bound of the first weights of several maps. Maps that start equal would stay equal. */
  private static final double FIRST = 0.025;

  /**
   * The factor of several maps. A map that takes the place of the base has to move by 1, which
   * takes many steps at the learning rate of the other weights.
   */
  private static final float GAIN = 4f;

  List<WeightSpec> weights() {
    if (maps == 1) {
      return List.of(new WeightSpec(WEIGHT, columns, context, (row, column, random) -> 0f));
    }
    return List.of(
        WeightSpec.matrix(WEIGHT, maps * columns, context, FIRST / Math.sqrt(context)),
        WeightSpec.matrix(MIX, maps, hidden, 1 / Math.sqrt(hidden)),
        WeightSpec.bias(MIX_BIAS, maps));
  }

  /**
   * The maps over whole sequences: [batch, time, hidden] and [batch, time, context] to [batch,
   * time, columns].
   */
  NDArray sequence(NDArray top, NDArray context, LiveWeights weights) {
    NDArray all = Linear.linear(context, weights.get(WEIGHT)).singletonOrThrow();
    if (maps == 1) {
      return all;
    }
    NDArray shares =
        Linear.linear(top, weights.get(MIX), weights.get(MIX_BIAS)).singletonOrThrow().softmax(2);
    Shape shape = all.getShape();
    NDArray byMap = all.reshape(shape.get(0), shape.get(1), maps, columns);
    return byMap.mul(Numbers.times(shares, GAIN).expandDims(3)).sum(new int[] {2});
  }

  /**
   * Adds the map to the first outputs, in place. Several maps are left to the engine.
   *
   * @param top [slots, hidden], plain
   * @param context [slots, context], plain
   * @param outputs [slots, outputs], the result of a kernel
   */
  void learn(NDArray top, NDArray context, NDArray outputs, LiveWeights weights, Tape tape) {
    NDIndex anchors = new NDIndex(":, 0:" + columns);
    if (maps > 1) {
      NDArray mixed =
          tape.close(sequence(tape.open(top).expandDims(0), context.expandDims(0), weights));
      outputs.get(anchors).addi(mixed.squeeze(0));
      tape.record(outputs, gradient -> tape.add(mixed, gradient.get(anchors).expandDims(0)));
      return;
    }
    NDArray weight = tape.weight(WEIGHT, weights.get(WEIGHT));
    outputs.get(anchors).addi(weight.matMul(context.transpose()).transpose());
    tape.record(
        outputs, gradient -> tape.add(weight, gradient.get(anchors).transpose().matMul(context)));
  }

  /** The maps of [batch, hidden] and [batch, context] added to {@code anchors}, as graph nodes. */
  Value addedTo(GraphBuilder graph, Value anchors, Value top, Value context, WeightSet weights) {
    if (maps == 1) {
      return graph.linearPlus(context, weights.get(WEIGHT), anchors);
    }
    Value shares = graph.softmax(graph.linear(top, weights.get(MIX), weights.get(MIX_BIAS)));
    Tensor nothing = new Tensor(1, maps * columns, new float[maps * columns]);
    Value all = graph.linear(context, weights.get(WEIGHT).times(GAIN), nothing);
    return graph.add(anchors, graph.rowMixture(shares, all));
  }
}
