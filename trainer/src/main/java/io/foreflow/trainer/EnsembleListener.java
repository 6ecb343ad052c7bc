package io.foreflow.trainer;

import io.foreflow.trainer.loop.TrainingListener;

/** Tells of one member's training as a part of the training of all. */
final class EnsembleListener implements TrainingListener {

  private final TrainingListener all;
  private final int member;
  private final int members;

  /** Of the last step that had others after it: the last one of a member has nothing left. */
  private double secondsPerStep = Double.NaN;

  /**
   * @param member from 0
   * @param members how many there are
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
