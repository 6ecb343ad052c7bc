package io.foreflow.trainer.loop;

import io.foreflow.trainer.network.WeightSet;
import io.foreflow.trainer.state.FitState;
import java.util.List;

/**
 * The result of training one network.
 *
 * @param weights the best weights on the validation tail, or the last ones without a tail
 * @param rounds one entry for each validation
 * @param steps number of weight updates tried
 * @param skipped number of updates skipped because the loss or a gradient was not finite
 * @param slotsPerSecond number of slots learnt from in a second, validation included
 * @param ending the reason why it ended
 * @param reaches how far back the gradients reached, at a few moments of the training
 */
public record Fit(
    WeightSet weights,
    List<Round> rounds,
    int steps,
    int skipped,
    double slotsPerSecond,
    Ending ending,
    List<GradientReach> reaches) {

  private static final String WEIGHTS = "weights.";

  /** The reason why a training ended. */
  public enum Ending {
    /** All steps were made. */
    ALL_STEPS,
    /** The loss on the held-out tail did not improve for as many rounds as the patience allows. */
    NO_BETTER,
    /** Someone stopped it. */
    ASKED
  }

  /**
   * The steps between two validations.
   *
   * @param step the last step of the round
   * @param loss mean training loss
   * @param validationLoss loss on the held-out tail; NaN without one
   * @param averagedLoss loss of the averaged weights on the held-out tail; NaN without any
   * @param gradientNorm the largest global norm of the gradients before clipping
   * @param learningRate the learning rate at the round's end
   */
  public record Round(
      int step,
      double loss,
      double validationLoss,
      double averagedLoss,
      double gradientNorm,
      double learningRate) {}

  public Fit {
    rounds = List.copyOf(rounds);
    reaches = List.copyOf(reaches);
  }

  /** The fit as a state, for a checkpoint. */
  public FitState state() {
    FitState state = new FitState();
    state.put(WEIGHTS, weights);
    state.put("fit", steps, skipped, slotsPerSecond, List.of(Ending.values()).indexOf(ending));
    RoundLog.save(rounds, state);
    GradientReachState.save(reaches, state);
    return state;
  }

  /**
   * The fit from which {@link #state} made this state.
   *
   * @param like weights of the same shapes
   */
  public static Fit of(FitState state, WeightSet like) {
    double[] numbers = state.numbers("fit");
    return new Fit(
        state.weights(WEIGHTS, like),
        RoundLog.of(state),
        (int) numbers[0],
        (int) numbers[1],
        numbers[2],
        Ending.values()[(int) numbers[3]],
        GradientReachState.of(state));
  }
}
