package io.foreflow.trainer.fit;

import io.foreflow.trainer.network.WeightSet;
import java.util.List;

/**
 * What came of a training.
 *
 * @param weights the best on the validation tail; the last ones without such a tail
 * @param rounds one entry for each validation
 * @param steps weight updates tried
 * @param skipped updates not made because a gradient was not finite
 * @param slotsPerSecond slots of history learnt from in a second, validation included
 */
public record Fit(
    WeightSet weights, List<Round> rounds, int steps, int skipped, double slotsPerSecond) {

  /**
   * The steps up to a validation, since the one before.
   *
   * @param step the last one of the round
   * @param loss mean training loss
   * @param validationLoss on the held-out tail; NaN without one
   * @param gradientNorm the largest global norm of the gradients before clipping
   */
  public record Round(int step, double loss, double validationLoss, double gradientNorm) {}

  public Fit {
    rounds = List.copyOf(rounds);
  }
}
