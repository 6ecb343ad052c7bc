package io.foreflow.job.state;

import java.io.IOException;
import java.util.function.Function;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;

/**
 * When the states of series begin and end.
 *
 * <p>A series that nobody hears of ends when the watermark has left its last slot behind by the
 * time to live, and by the longest gap that it could have gone on after. Any reading in order would
 * then start it afresh anyway: so a time to live bounds the state and changes no forecast.
 *
 * <p>Each series has one timer. It does not move with every reading, which would cost each of them,
 * but looks at the state when it goes off, about once in a time to live, and is set anew if the
 * series has gone on.
 */
public final class SeriesLifetimes implements Triggerable<String, VoidNamespace> {
  /** The timers' name in savepoints. */
  public static final String TIMERS = "ttl";

  /** The time to live of series that never end. */
  public static final long FOREVER = 0;

  private final long ttlMillis;
  private final int maxGap;
  private final ValueState<byte[]> states;
  private final SeriesCensus census;
  private final Counter expired;
  private final InternalTimerService<VoidNamespace> timers;

  /**
   * Of one task.
   *
   * @param ttlMillis how long a series lives after its last slot; {@link #FOREVER}, or more than 0
   * @param maxGap how many slots a series may skip and go on
   * @param states the state of the series that is the current key
   * @param expired counts series that end
   * @param timers gives Flink's timers for what is to be called when they go off
   */
  public SeriesLifetimes(
      long ttlMillis,
      int maxGap,
      ValueState<byte[]> states,
      SeriesCensus census,
      Counter expired,
      Function<Triggerable<String, VoidNamespace>, InternalTimerService<VoidNamespace>> timers) {
    this.ttlMillis = ttlMillis;
    this.maxGap = maxGap;
    this.states = states;
    this.census = census;
    this.expired = expired;
    this.timers = timers.apply(this);
  }

  /** A series without a state, which is the current key, steps for the first time. */
  public void began(String series, long time) {
    census.began(series);
    if (ttlMillis != FOREVER) {
      setTimer(plus(time, ttlMillis));
    }
  }

  /**
   * After a restore: looks through all series once if the snapshot comes from a run that did not
   * count them, or set no timers where this one needs them.
   */
  public void review(EachSeries all) throws Exception {
    census.restore();
    boolean watch = ttlMillis != FOREVER;
    if (!census.isComplete() || (watch && !census.isWatched())) {
      census.clear();
      all.visit(
          (series, state) -> {
            census.began(series);
            if (watch) {
              setTimer(end(state));
            }
          });
    }
    census.setWatched(watch);
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws IOException {
    byte[] state = states.value();
    if (state == null || ttlMillis == FOREVER) {
      return;
    }
    if (timers.currentWatermark() == Long.MAX_VALUE) {
      // The end of input, by a bounded source or a stop that drains: it says nothing of any time.
      // What
      // goes on from the last snapshot has to set timers anew.
      census.setWatched(false);
      return;
    }
    long end = end(state);
    if (timer.getTimestamp() < end) {
      setTimer(end);
    } else {
      states.clear();
      census.ended(timer.getKey());
      expired.inc();
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("Series end by event time; no other timer is ever set");
  }

  private void setTimer(long time) {
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, time);
  }

  private long end(byte[] state) {
    SeriesState.check(state);
    long cadence = SeriesState.cadenceMillis(state);
    long longestGap = (maxGap + 2L) * cadence;
    return plus(SeriesState.lastSlot(state) * cadence, Math.max(ttlMillis, longestGap));
  }

  private static long plus(long time, long duration) {
    long sum = time + duration;
    return sum < time ? Long.MAX_VALUE : sum;
  }

  /** Goes through all series of a task. */
  @FunctionalInterface
  public interface EachSeries {
    void visit(Visitor visitor) throws Exception;
  }

  /** Is shown a series, which is the current key, and its state. */
  @FunctionalInterface
  public interface Visitor {
    void see(String series, byte[] state) throws Exception;
  }
}
