package io.foreflow.trainer;

import io.foreflow.trainer.loop.TrainingListener;

/** Reports the progress of one member as progress of the whole ensemble. */
final class EnsembleListener implements TrainingListener {

  private final TrainingListener all;
  private final int member;
  private final int members;

  /**
   * Measured at a step that is not a member's last one, because no time is left at the last one.
   */
  private double secondsPerStep = Double.NaN;

  /**
   * @param member the member's number, from 0
   * @param members number of members
   */
  EnsembleListener(TrainingListener all, int member, int members) {
    this.all = all;
    this.member = member;
    this.members = members;
  }

  @Override
  public void on(Progress progress) {
    int left = progress.of() - progress.step();
    if (left > 0) {
      secondsPerStep = progress.secondsLeft() / left;
    }
    int othersLeft = (members - 1 - member) * progress.of();
    all.on(
        new Progress(
            progress.phase(),
            member * progress.of() + progress.step(),
            members * progress.of(),
            progress.loss(),
            progress.validationLoss(),
            progress.slotsPerSecond(),
            progress.secondsLeft() + (othersLeft == 0 ? 0 : othersLeft * secondsPerStep),
            member + 1,
            members));
  }
}
