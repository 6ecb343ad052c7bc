package io.foreflow.benchmarks.job;

import java.time.Duration;

/** All readings of a backlog were forecast before the measurement had ended. */
final class BacklogExhaustedException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Code that is compiled by then is faster than what was counted, and faster again later. */
  private static final double MARGIN = 3;

  private final double perCpuSecond;

  BacklogExhaustedException(long readings, Duration cpu) {
    super(
        "all %,d readings were forecast before the measurement had ended; give more --readings"
            .formatted(readings));
    perCpuSecond = readings * 1e9 / Math.max(1, cpu.toNanos());
  }

  /** How many readings last for so much processor time, at the rate that was found. */
  long readingsFor(Duration cpu) {
    return (long) (MARGIN * perCpuSecond * cpu.toNanos() / 1e9);
  }
}
