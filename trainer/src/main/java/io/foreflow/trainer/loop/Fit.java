package io.foreflow.trainer.loop;

import io.foreflow.trainer.network.WeightSet;
import io.foreflow.trainer.state.FitState;
import java.util.List;

/**
 * What came of a training.
 *
 * @param weights the best on the validation tail; the last ones without such a tail
 * @param rounds one entry for each validation
 * @param steps weight updates tried
 * @param skipped updates not made because loss or gradients were not finite
 * @param slotsPerSecond slots of history learnt from in a second, validation included
 * @param ending why it ended
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

  /** Why a training ended. */
  public enum Ending {
    /** All steps were made. */
    ALL_STEPS,
    /** The held-out tail was forecast no better for as many rounds as patience allows. */
    NO_BETTER,
    /** Someone asked it to stop. */
    ASKED
  }

  /**
   * The steps up to a validation, since the one before.
   *
   * @param step the last one of the round
   * @param loss mean training loss
   * @param validationLoss on the held-out tail; NaN without one
   * @param averagedLoss of the averaged weights on it; NaN without any
   * @param gradientNorm the largest global norm of the gradients before clipping
   * @param learningRate at the round's end
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

  /** All of it as a state, for a checkpoint. */
  public FitState state() {
    FitState state = new FitState();
    state.put(WEIGHTS, weights);
    state.put("fit", steps, skipped, slotsPerSecond, List.of(Ending.values()).indexOf(ending));
    RoundLog.save(rounds, state);
    ReachLog.save(reaches, state);
    return state;
  }

  /**
   * What {@link #state} was taken of.
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
        ReachLog.of(state));
  }
}
