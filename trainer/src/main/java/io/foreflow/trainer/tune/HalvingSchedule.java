package io.foreflow.trainer.tune;

/**
 * Successive halving: all trials of a group are trained briefly, one in {@code keep} of them {@code
 * keep} times as long, and so on up to all steps.
 *
 * @param steps of a whole training
 * @param rungs how many lengths there are; 1 trains every trial in full
 * @param keep of so many trials, one goes on
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

  /** How many trials begin together. */
  int group() {
    return (int) longest(rungs, keep);
  }

  /** How long trials are trained on a rung, the lowest being 0. */
  public int steps(int rung) {
    return Math.max(1, (int) (steps / longest(rungs - rung, keep)));
  }

  /** How many of those on a rung go on to the next. */
  int promoted(int trials) {
    return Math.max(1, trials / keep);
  }
}
