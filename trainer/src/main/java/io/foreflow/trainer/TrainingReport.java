package io.foreflow.trainer;

import io.foreflow.trainer.loop.Fit;
import java.util.List;

/**
 * How a training went.
 *
 * @param members what came of each member of the ensemble, at least one
 * @param largestDifference between the file and the network over the gate's series, relative
 */
public record TrainingReport(List<Fit> members, double largestDifference) {

  public TrainingReport {
    members = List.copyOf(members);
  }

  /** Losses and gradient norms of the first member, one entry for each validation. */
  public List<Fit.Round> rounds() {
    return members.get(0).rounds();
  }

  /** Weight updates tried by all members. */
  public int steps() {
    return members.stream().mapToInt(Fit::steps).sum();
  }

  /** Updates not made because loss or gradients were not finite. */
  public int skippedSteps() {
    return members.stream().mapToInt(Fit::skipped).sum();
  }

  /** Slots of history learnt from in a second. */
  public double slotsPerSecond() {
    return members.stream().mapToDouble(Fit::slotsPerSecond).average().orElse(0);
  }

  /** Why the last member's training ended. */
  public Fit.Ending ending() {
    return members.get(members.size() - 1).ending();
  }
}
