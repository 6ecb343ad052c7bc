package io.foreflow.trainer.cost;

import io.foreflow.trainer.loop.FitConfig;

/**
 * The times of the steps and rounds of a short training, in seconds. Steps of its first half do not
 * count, because the code is not compiled yet.
 */
final class StepTimes {

  /** The rounds of the short training. The gradients are looked at in all of them but the third. */
  static final int ROUNDS = 4;

  private static final int STEPS_OF_ROUND = 6;

  /** The steps of the short training. */
  static final int STEPS = ROUNDS * STEPS_OF_ROUND;

  /** The rounds of any training in which the gradients are looked at. */
  private static final int LOOKS = 3;

  private final long[] ends = new long[STEPS + 1];
  private long end;

  /** Notes the end of a step. */
  void ended(int step, long nanos) {
    ends[step] = nanos;
  }

  /** Notes the end of the last round. */
  void ended(long nanos) {
    end = nanos;
  }

  /** The mean time of the later steps. Features that are made ahead make some of them wait. */
  double step() {
    double sum = 0;
    int count = 0;
    for (int round = ROUNDS / 2; round < ROUNDS; round++) {
      int first = round * STEPS_OF_ROUND + 1;
      sum += seconds(ends[first], ends[first + STEPS_OF_ROUND - 1]);
      count += STEPS_OF_ROUND - 1;
    }
    return sum / count;
  }

  /** The time that a validation takes. */
  double validation() {
    int last = (ROUNDS - 1) * STEPS_OF_ROUND;
    return Math.max(0, seconds(ends[last], ends[last + 1]) - step());
  }

  /** The time that a look at the gradients takes. */
  private double look() {
    return Math.max(0, seconds(ends[STEPS], end) - validation());
  }

  /**
   * The time of a whole training of one network.
   *
   * @param seriesTimes how many times as many series are validated
   */
  double training(FitConfig config, double seriesTimes) {
    return config.steps() * step()
        + config.rounds() * validation() * seriesTimes
        + Math.min(LOOKS, config.rounds()) * look();
  }

  private static double seconds(long from, long to) {
    return (to - from) / 1e9;
  }
}
