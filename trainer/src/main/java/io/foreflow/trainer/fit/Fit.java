package io.foreflow.trainer.fit;

import io.foreflow.trainer.network.WeightSet;
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
 */
public record Fit(
    WeightSet weights,
    List<Round> rounds,
    int steps,
    int skipped,
    double slotsPerSecond,
    Ending ending) {

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
  }
}
