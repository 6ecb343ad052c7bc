package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import io.foreflow.trainer.kernel.Kernel;
import io.foreflow.trainer.kernel.Tape;
import java.util.List;

/**
 * The equations of {@link GruCell} and their gradients as kernels. The engine's own GRU runs a
 * dozen operations for each slot and more back, and keeps a record of each.
 */
final class GruKernel {

  private static final Kernel FORWARD = Kernel.load("gru_forward");
  private static final Kernel BACKWARD = Kernel.load("gru_backward");
  private static final Kernel PRODUCT = Kernel.load("product");

  private GruKernel() {}

  static RecurrentCell.Sequence run(
      NDArray inputs, NDArray start, String layer, RecurrentCell.WeightsByName weights, Tape tape) {
    NDArray ofInput = weights.get(layer + Gates.INPUT);
    NDArray ofState = weights.get(layer + Gates.HIDDEN);
    NDArray inputBias = weights.get(layer + Gates.INPUT_BIAS);
    NDArray stateBias = weights.get(layer + Gates.HIDDEN_BIAS);
    List<NDArray> made =
        FORWARD.infer(tape.scratch(), inputs, start, ofInput, ofState, inputBias, stateBias);
    NDArray output = made.get(0);
    NDArray gates = made.get(2);
    NDArray states = made.get(3);
    NDArray stacked = made.get(4);
    tape.record(
        output,
        gradient -> {
          List<NDArray> back =
              BACKWARD.infer(tape.scratch(), gradient, inputs, gates, states, ofState);
          tape.add(ofInput, back.get(0).duplicate());
          tape.add(ofState, back.get(1).duplicate());
          tape.add(inputBias, back.get(2).duplicate());
          tape.add(stateBias, back.get(3).duplicate());
          if (tape.isResult(inputs)) {
            NDArray product = PRODUCT.run(tape.scratch(), back.get(4), stacked).get(0);
            tape.add(inputs, bySequence(product, inputs));
          }
        });
    return new RecurrentCell.Sequence(output, List.of(made.get(1).duplicate()));
  }

  /** Rows of slots as [batch, time, columns]. */
  private static NDArray bySequence(NDArray rows, NDArray inputs) {
    long batch = inputs.getShape().get(0);
    long time = inputs.getShape().get(1);
    return rows.reshape(time, batch, inputs.getShape().get(2)).transpose(1, 0, 2);
  }
}
