package io.foreflow.job.score;

import io.foreflow.job.state.SeriesCensus;
import io.foreflow.job.state.SeriesLifetimes;
import io.foreflow.job.state.SeriesState;
import io.foreflow.outcome.AnomalyEpisode;
import io.foreflow.outcome.AnomalyWatch;
import io.foreflow.series.SlotGrid;
import io.foreflow.wire.Anomaly;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;

/**
 * Finds series that are silent: the watermark has passed so many slots of theirs without a reading.
 *
 * <p>Each series has one timer, and a reading does not move it. When it goes off, the state is
 * looked at, and the timer is set to when the series would be silent from now on. So it goes off
 * once in as many slots as a series may be without a reading. A silent series has no timer until
 * its next reading.
 */
public final class SilenceTimers implements Triggerable<String, VoidNamespace> {
  /** The timers' name in savepoints. */
  public static final String TIMERS = "silence";

  /** The number of slots with which no series is ever silent. */
  public static final int NEVER = 0;

  /** After how long a series is looked at again whose slots no model knows. */
  private static final long UNKNOWN_MILLIS = 86_400_000;

  private final int silentAfter;
  private final ValueState<byte[]> states;
  private final SeriesCensus census;
  private final TrackedModels models;
  private final Consumer<Anomaly> output;
  private final InternalTimerService<VoidNamespace> timers;
  private final AnomalyEpisode episode = new AnomalyEpisode();

  /**
   * The timers of one task's series.
   *
   * @param silentAfter how many slots without a reading make a series silent; {@link #NEVER}, or
   *     more than 0
   * @param states the state of the series that is the current key
   * @param output receives silences that open
   * @param timers makes Flink's timers for the object to call when they go off
   */
  public SilenceTimers(
      int silentAfter,
      ValueState<byte[]> states,
      SeriesCensus census,
      TrackedModels models,
      Consumer<Anomaly> output,
      Function<Triggerable<String, VoidNamespace>, InternalTimerService<VoidNamespace>> timers) {
    this.silentAfter = silentAfter;
    this.states = states;
    this.census = census;
    this.models = models;
    this.output = output;
    this.timers = timers.apply(this);
  }

  /**
   * Notes that the series of the current key is heard of, for the first time or after a silence.
   *
   * @param time of its reading. The timer goes off soon after, and is then set by the state
   */
  public void heard(long time) {
    if (silentAfter != NEVER) {
      setTimer(time);
    }
  }

  /**
   * Looks through all series once after a restore, if the snapshot is from a run that did not set
   * the timers that this one needs. To be called after the census was restored.
   */
  public void review(SeriesLifetimes.EachSeries all) throws Exception {
    if (silentAfter != NEVER && census.silentAfter() != silentAfter) {
      all.visit((series, state) -> setTimer(due(state, timers.currentWatermark())));
    }
    census.setSilentAfter(silentAfter);
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws IOException {
    byte[] state = states.value();
    if (state == null || silentAfter == NEVER) {
      return;
    }
    if (timers.currentWatermark() == Long.MAX_VALUE) {
      // This is the end of input, and not a time. A job that goes on from the last snapshot has to
      // set the timers again.
      census.setSilentAfter(NEVER);
      return;
    }
    long due = due(state, timer.getTimestamp());
    if (timer.getTimestamp() < due) {
      setTimer(due);
    } else {
      fallSilent(timer.getKey(), state, timer.getTimestamp());
    }
  }

  private void fallSilent(String series, byte[] state, long time) throws IOException {
    SlotGrid grid = models.grids().of(state);
    if (grid == null) {
      // The state is of a trading calendar that no model has. The next reading starts it afresh.
      setTimer(time + UNKNOWN_MILLIS);
      return;
    }
    ModelScores scores = models.of(state);
    int at = scores == null ? -1 : scores.at(StateSection.WATCH);
    if (scores == null || at < 0) {
      // The state is of a run without watches. The next reading gives it one.
      setTimer(time + silentAfter * grid.cadenceMillis());
      return;
    }
    long lastSlot = SeriesState.lastSlot(state);
    long overSlot = lastSlot + silentAfter;
    AnomalyWatch.fallSilent(state, at, lastSlot, overSlot, episode);
    if (episode.change() == AnomalyEpisode.Change.OPENED) {
      states.update(state);
      EpisodeRecords records = new EpisodeRecords(grid);
      output.accept(records.of(series, grid.endOf(overSlot), episode, scores.model()));
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("Series are silent by event time; no other timer is ever set");
  }

  private void setTimer(long time) {
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, time);
  }

  /** When the series is silent if no reading comes: at the last moment of the last slot. */
  private long due(byte[] state, long otherwise) {
    SeriesState.check(state);
    SlotGrid grid = models.grids().of(state);
    return grid == null ? otherwise : grid.endOf(SeriesState.lastSlot(state) + silentAfter) - 1;
  }
}
