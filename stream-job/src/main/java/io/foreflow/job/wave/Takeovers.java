package io.foreflow.job.wave;

import io.foreflow.manifest.Manifest;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * How the series of one task move from a model to the one that replaces it: all at their next
 * reading, or spread over time.
 *
 * <p>Spread takeovers end when all series have moved, and at the latest at a deadline. From then on
 * the series that are left move at their next reading, and the former model is closed. The deadline
 * is an hour, or two cadences of the model if these are longer: by then each series with readings
 * has had its turn, unless the share is far too small. A restore begins to count again.
 *
 * <p>Until then the weights of both models are in memory, and the buffers of both for a full wave.
 * While a third model is being loaded, these are three. When it replaces the second, the first is
 * closed, so there are never more.
 */
final class Takeovers {
  /** The share of the time with which nothing is spread. */
  static final double AT_ONCE = 1;

  private static final long NANOS_OF_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private static final Duration LEAST_DEADLINE = Duration.ofHours(1);

  private final double share;
  private final LongSupplier liveSeries;
  private final LongSupplier clock;
  private final ProcessingTimeService time;

  /**
   * The takeovers of a task.
   *
   * @param share of the task's time that goes into takeovers at most
   * @param liveSeries how many series have a state
   * @param clock nanoseconds that measure what replays cost
   * @param time for deadlines
   */
  Takeovers(double share, LongSupplier liveSeries, LongSupplier clock, ProcessingTimeService time) {
    this.share = share;
    this.liveSeries = liveSeries;
    this.clock = clock;
    this.time = time;
  }

  /** The clock that measures what replays cost. */
  LongSupplier clock() {
    return clock;
  }

  /** Whether takeovers that begin now are spread. */
  boolean areSpread() {
    return share < AT_ONCE && liveSeries.getAsLong() > 0;
  }

  /** A runner that spreads the takeovers of all series that live now. */
  SpreadRunner spread(WaveRunner former, WaveRunner next, Runnable ended) {
    return new SpreadRunner(
        former,
        next,
        new TakeoverBudget(share, clock),
        clock,
        this::setTimer,
        liveSeries.getAsLong(),
        ended);
  }

  private void setTimer(long nanos, SpreadRunner.Go go) {
    long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos + NANOS_OF_MILLI - 1));
    ScheduledFuture<?> unused =
        time.registerTimer(time.getCurrentProcessingTime() + millis, due -> go.run());
  }

  /** Sets the timer for the deadline of takeovers that begin now. */
  ScheduledFuture<?> deadline(Manifest next, Runnable ended) {
    return time.registerTimer(
        time.getCurrentProcessingTime() + deadline(next).toMillis(), due -> ended.run());
  }

  /** How long takeovers by a model are spread at most. */
  static Duration deadline(Manifest next) {
    Duration cadences = next.cadence().multipliedBy(2);
    return cadences.compareTo(LEAST_DEADLINE) > 0 ? cadences : LEAST_DEADLINE;
  }
}
