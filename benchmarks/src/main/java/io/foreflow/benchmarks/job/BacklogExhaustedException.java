package io.foreflow.benchmarks.job;

import java.time.Duration;

/** The backlog ended before the measurement did. */
final class BacklogExhaustedException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /**
   * The code is faster after more of it is compiled, so more readings are needed than the measured
   * rate says.
   */
  private static final double MARGIN = 3;

  private final double perCpuSecond;

  BacklogExhaustedException(long readings, Duration cpu) {
    super(
        "all %,d readings were forecast before the measurement had ended; give more --readings"
            .formatted(readings));
    perCpuSecond = readings * 1e9 / Math.max(1, cpu.toNanos());
  }

  /** The number of readings that last for this much processor time at the measured rate. */
  long readingsFor(Duration cpu) {
    return (long) (MARGIN * perCpuSecond * cpu.toNanos() / 1e9);
  }
}
