package io.foreflow.job.wave;

import java.io.IOException;

/**
 * Steps waves with two models while the series of the former one move to the next one, as far as
 * the budget allows.
 *
 * <p>For each row of a wave, the state says which model has stepped the series.
 *
 * <ul>
 *   <li>A series of the next model stays there. A new series and one that starts afresh begin
 *       there, since they replay nothing.
 *   <li>A series of the former model moves if it is its turn. Turns go by the order in which
 *       readings come. Otherwise the former model steps it, as if nothing had been announced. The
 *       memory of its forecasts stays that of the former model until its turn.
 *   <li>A series of another model, which was still waiting when a third one came, moves at once,
 *       because its model is not loaded any more. The budget pays for it too.
 * </ul>
 *
 * <p>The rows of the former model step first, so that their forecasts don't wait for a replay. A
 * wave holds each series at most once, so this changes the order of no series' forecasts.
 */
public final class SpreadRunner implements WaveStepper {
  private final WaveRunner former;
  private final WaveRunner next;
  private final TakeoverBudget budget;
  private final Runnable ended;
  private final Admission.Turns turns = this::waits;

  /** Written by the task only, and read by metrics. */
  private volatile long most;

  private int moved;

  /**
   * A runner of two models.
   *
   * @param most how many series may have states of the former model
   * @param ended is called after the wave in which the last of them has moved
   */
  public SpreadRunner(
      WaveRunner former, WaveRunner next, TakeoverBudget budget, long most, Runnable ended) {
    this.former = former;
    this.next = next;
    this.budget = budget;
    this.most = most;
    this.ended = ended;
  }

  /** How many series have not moved, at most: series that ended meanwhile still count. */
  long mostLeft() {
    return most;
  }

  @Override
  public int stateBytes() {
    return Math.max(former.stateBytes(), next.stateBytes());
  }

  @Override
  public void run(Wave wave, long issuedAt) throws IOException {
    budget.beginWave();
    moved = 0;
    for (int row = 0; row < wave.size(); row++) {
      if (!next.admit(wave.row(row), turns)) {
        former.admit(wave.row(row), Admission.Turns.AT_ONCE);
      }
    }
    former.step(issuedAt);
    next.step(issuedAt);
    if (moved > 0) {
      budget.pay(moved, next.catchUpNanos());
      most = Math.max(0, most - moved);
      if (most == 0) {
        ended.run();
      }
    }
  }

  private boolean waits(byte[] state) {
    boolean granted = budget.take();
    if (!granted && former.wrote(state)) {
      return true;
    }
    moved++;
    return false;
  }
}
