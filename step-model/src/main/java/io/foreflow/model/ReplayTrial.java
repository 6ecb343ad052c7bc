package io.foreflow.model;

import static io.foreflow.model.InvalidModelFileException.Reason.TOO_SLOW;

import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.StateLayout;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Measures how long a wave takes in which every series takes over from another model: as many steps
 * of all rows as the history has readings. A task does nothing else meanwhile: it commits nothing,
 * and hears of no other model.
 */
final class ReplayTrial {
  /** A machine that is busy with something else slows some steps, but hardly each of so many. */
  private static final int MOST_STEPS = 5;

  private ReplayTrial() {}

  /**
   * Refuses a model whose replay takes longer than the limit, by the fastest of some steps; the
   * first that is fast enough is the last.
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
