package io.foreflow.trainer.tune;

/**
 * Successive halving: all trials of a group are trained briefly, the best of them longer, and so on
 * up to all steps. One in {@code keep} trials continues, with {@code keep} times as many steps.
 *
 * @param steps number of steps of a full training
 * @param rungs number of lengths; 1 trains every trial in full
 * @param keep one of this many trials continues
 */
public record HalvingSchedule(int steps, int rungs, int keep) {

  public HalvingSchedule {
    if (rungs < 1 || keep < 2 || (long) steps < longest(rungs, keep)) {
      throw new IllegalArgumentException(
          "rungs is %d and keep %d with %d steps; rungs must be at least 1, keep at least 2, and steps at least keep to the power of (rungs - 1)"
              .formatted(rungs, keep, steps));
    }
  }

  private static long longest(int rungs, int keep) {
    return (long) Math.min(1e9, Math.pow(keep, rungs - 1));
  }

  /** The number of trials that begin together. */
  int group() {
    return (int) longest(rungs, keep);
  }

  /** The number of training steps on a rung; the lowest rung is 0. */
  public int steps(int rung) {
    return Math.max(1, (int) (steps / longest(rungs - rung, keep)));
  }

  /** The number of trials that continue on the next rung. */
  int promoted(int trials) {
    return Math.max(1, trials / keep);
  }
}
