package io.foreflow.job.state;

import io.foreflow.series.SlotGrid;
import java.io.IOException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;

/**
 * The beginnings and ends of series' states.
 *
 * <p>A series without readings ends when the watermark has passed its last slot by the time to live
 * and by the longest gap that it may have. Any reading in order would then start it afresh anyway,
 * so a time to live limits the state and changes no forecast.
 *
 * <p>Each series has one timer. Moving it with every reading would cost too much. When it goes off,
 * about once in a time to live, the state is looked at, and the timer is set again if the series
 * has gone on.
 */
public final class SeriesLifetimes implements Triggerable<String, VoidNamespace> {
  /** The timers' name in savepoints. */
  public static final String TIMERS = "ttl";

  /** The time to live of series that never end. */
  public static final long FOREVER = 0;

  private final long ttlMillis;
  private final int maxGap;
  private final KnownGrids grids;
  private final ValueState<byte[]> states;
  private final SeriesCensus census;
  private final Counter expired;
  private final BiConsumer<String, byte[]> ending;
  private final InternalTimerService<VoidNamespace> timers;

  /**
   * The lifetimes of one task's series.
   *
   * @param ttlMillis how long a series lives after its last slot; {@link #FOREVER}, or more than 0
   * @param maxGap how many slots a series may skip and go on
   * @param grids of the states
   * @param states the state of the series that is the current key
   * @param expired counts series that end
   * @param ending takes a series and its state before it is dropped
   * @param timers makes Flink's timers for the object to call when they go off
   */
  public SeriesLifetimes(
      long ttlMillis,
      int maxGap,
      KnownGrids grids,
      ValueState<byte[]> states,
      SeriesCensus census,
      Counter expired,
      BiConsumer<String, byte[]> ending,
      Function<Triggerable<String, VoidNamespace>, InternalTimerService<VoidNamespace>> timers) {
    this.ttlMillis = ttlMillis;
    this.maxGap = maxGap;
    this.grids = grids;
    this.states = states;
    this.census = census;
    this.expired = expired;
    this.ending = ending;
    this.timers = timers.apply(this);
  }

  /** Notes that the series of the current key, which has no state, steps for the first time. */
  public void began(String series, long time) {
    census.began(series);
    if (ttlMillis != FOREVER) {
      setTimer(plus(time, ttlMillis));
    }
  }

  /**
   * Looks through all series once after a restore, if the snapshot is from a run that did not count
   * them or did not set the timers that this one needs.
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
              setTimer(end(state, timers.currentWatermark()));
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
      // This is the end of input, by a bounded source or a stop that drains, and not a time. A job
      // that goes on from the last snapshot has to set the timers again.
      census.setWatched(false);
      return;
    }
    long end = end(state, timer.getTimestamp());
    if (timer.getTimestamp() < end) {
      setTimer(end);
    } else {
      ending.accept(timer.getKey(), state);
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

  /**
   * When a series ends if no reading comes.
   *
   * @param otherwise the time for a series on a grid that no model has any more. Its next reading
   *     starts it afresh whenever it comes, so it may end at any time
   */
  private long end(byte[] state, long otherwise) {
    SeriesState.check(state);
    SlotGrid grid = grids.of(state);
    if (grid == null) {
      return otherwise;
    }
    long lastSlot = SeriesState.lastSlot(state);
    long longestGap = grid.spanAfter(lastSlot, maxGap + 2L);
    return plus(grid.timeOf(lastSlot), Math.max(ttlMillis, longestGap));
  }

  private static long plus(long time, long duration) {
    long sum = time + duration;
    return sum < time ? Long.MAX_VALUE : sum;
  }

  /** A way to visit all series of a task. */
  @FunctionalInterface
  public interface EachSeries {
    void visit(Visitor visitor) throws Exception;
  }

  /** A visitor that sees the series of the current key and its state. */
  @FunctionalInterface
  public interface Visitor {
    void see(String series, byte[] state) throws Exception;
  }
}
