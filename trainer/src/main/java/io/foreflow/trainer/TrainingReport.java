package io.foreflow.trainer;

import io.foreflow.trainer.fit.Fit;
import java.util.List;

/**
 * How a training went.
 *
 * @param rounds losses and gradient norms, one entry for each validation
 * @param steps weight updates tried
 * @param skippedSteps updates not made because a gradient was not finite
 * @param slotsPerSecond slots of history learnt from in a second
 * @param largestDifference between the file and the network over the gate's series, relative
 */
public record TrainingReport(
    List<Fit.Round> rounds,
    int steps,
    int skippedSteps,
    double slotsPerSecond,
    double largestDifference) {

  public TrainingReport {
    rounds = List.copyOf(rounds);
  }
}
