package io.foreflow.trainer;

import io.foreflow.trainer.loop.Fit;
import java.util.List;

/**
 * A report on how a training went.
 *
 * @param members the fit of each network of the ensemble; empty if there is only a ridge regression
 * @param largestDifference the largest relative difference between the file and the network, over
 *     the series of the parity check
 */
public record TrainingReport(List<Fit> members, double largestDifference) {

  public TrainingReport {
    members = List.copyOf(members);
  }

  /** Losses and gradient norms of the first network, with one entry for each validation. */
  public List<Fit.Round> rounds() {
    return members.isEmpty() ? List.of() : members.get(0).rounds();
  }

  /** The number of weight updates tried by all members. */
  public int steps() {
    return members.stream().mapToInt(Fit::steps).sum();
  }

  /** The number of updates that were skipped because the loss or a gradient was not finite. */
  public int skippedSteps() {
    return members.stream().mapToInt(Fit::skipped).sum();
  }

  /** The number of slots learnt from in a second. */
  public double slotsPerSecond() {
    return members.stream().mapToDouble(Fit::slotsPerSecond).average().orElse(0);
  }

  /** The reason why the last network's training ended. */
  public Fit.Ending ending() {
    return members.isEmpty() ? Fit.Ending.ALL_STEPS : members.get(members.size() - 1).ending();
  }
}
