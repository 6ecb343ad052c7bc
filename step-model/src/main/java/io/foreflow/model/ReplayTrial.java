package io.foreflow.model;

import static io.foreflow.model.InvalidModelFileException.Reason.TOO_SLOW;

import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.StateLayout;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Measures how long a wave takes in which every series takes over from another model. All rows make
 * as many steps as the history has readings, and the task does nothing else meanwhile: it commits
 * nothing, and swaps no model.
 */
final class ReplayTrial {
  /** The most steps that are measured. A busy machine slows some of them, but hardly all. */
  private static final int MOST_STEPS = 5;

  private ReplayTrial() {}

  /**
   * Refuses a model whose replay takes longer than the limit. The fastest of some steps decides,
   * and the first one that is fast enough ends the trial.
   *
   * @param step steps all rows
   * @param nanos a clock
   */
  static void check(Manifest manifest, StepLimits limits, Runnable step, LongSupplier nanos)
      throws InvalidModelFileException {
    int steps = manifest.state().size(StateLayout.HISTORY);
    long allowed = limits.replay().dividedBy(steps).toNanos();
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < MOST_STEPS && fastest > allowed; i++) {
      long begin = nanos.getAsLong();
      step.run();
      fastest = Math.min(fastest, nanos.getAsLong() - begin);
    }
    if (fastest > allowed) {
      throw InvalidModelFileException.found(
          TOO_SLOW,
          "a step of %d series of %s, and %d of them to take over a history"
              .formatted(limits.rows(), Duration.ofNanos(fastest), steps),
          "a history that is taken over within " + limits.replay());
    }
  }
}
