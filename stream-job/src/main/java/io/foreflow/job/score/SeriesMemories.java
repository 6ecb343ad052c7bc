package io.foreflow.job.score;

import io.foreflow.job.state.SeriesState;
import io.foreflow.job.state.StateHeader;
import io.foreflow.outcome.AnomalyWatch;
import io.foreflow.outcome.SeasonalNaive;
import io.foreflow.wire.Anomaly;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The memories in the states of the series that one model steps. Behind the floats lies what the
 * model's {@link MemoryLayout} says: the memory of its forecasts, zeros until the first ready one,
 * and the sections that there are. The memories of models before it follow, as long as forecasts in
 * them are open, as {@link FormerMemories}.
 *
 * <p>For each reading, {@link #meet} comes before the model steps, so that what the reading met can
 * decide how the model sees it. {@link #remember} comes after.
 *
 * <p>Nothing is allocated for a reading, but for the first ones after a model has changed.
 */
public final class SeriesMemories {
  private static final int FLOATS = SeriesState.HEADER_BYTES;
  private static final int NONE = -1;

  private final StateHeader header;
  private final TrackedModels models;
  private final @Nullable ModelScores scores;
  private final int season;
  private final int at;
  private final int end;
  private final int layout;
  private final float[] naive;
  private final int[] naiveBack;
  private @Nullable ModelScores judge;

  /**
   * @param scores of the model; null if its forecasts are not tracked
   * @param season of the seasonal naive forecast
   */
  SeriesMemories(
      StateHeader header, TrackedModels models, @Nullable ModelScores scores, int season) {
    this.header = header;
    this.models = models;
    this.scores = scores;
    this.season = season;
    at = header.stateBytes();
    end = scores == null ? at : at + scores.layoutBytes();
    layout = scores == null ? SeriesState.NO_LAYOUT : scores.model().number();
    int tracked = scores == null ? 0 : scores.plan().tracked();
    naive = new float[tracked];
    naiveBack = new int[tracked];
    for (int i = 0; i < tracked && scores != null; i++) {
      naiveBack[i] = SeasonalNaive.slotsBack(scores.plan().step(i), season);
    }
  }

  /** How many bytes the state of a series has while nothing of another model is left in it. */
  public int stateBytes() {
    return end;
  }

  /** The state of a series that was never seen. */
  public byte[] newState() {
    byte[] state = Arrays.copyOf(header.newState(), end);
    SeriesState.setLayout(state, layout);
    return state;
  }

  /**
   * A state that this model wrote, laid out as states are now. Another layout with the same steps
   * keeps the memory and the sections that both have. The memory of other steps becomes a former
   * one.
   */
  public byte[] current(String series, byte[] state) {
    if (SeriesState.layout(state) == layout) {
      return state;
    }
    byte[] next = relaid(series, state);
    System.arraycopy(state, FLOATS, next, FLOATS, at - FLOATS);
    SeriesState.setLastSlot(next, SeriesState.lastSlot(state));
    return next;
  }

  private byte[] relaid(String series, byte[] state) {
    ModelScores before = models.find(header.model(), SeriesState.layout(state));
    if (scores != null && before != null) {
      byte[] next = newState();
      if (scores.model().layout().copy(before.model().layout(), state, next, at)) {
        return join(next, Arrays.copyOfRange(state, at + before.layoutBytes(), state.length));
      }
    }
    return takeOver(series, state);
  }

  /**
   * A new state for a series that another model has stepped. It keeps the open forecasts and the
   * watch.
   */
  public byte[] takeOver(String series, byte[] state) {
    return takeOver(series, state, newState());
  }

  /**
   * Makes a new state, with which this model has replayed a series, take over from the state of the
   * other model.
   *
   * @return the new state, which may be another array
   */
  public byte[] takeOver(String series, byte[] state, byte[] next) {
    SeriesState.setLastSlot(next, SeriesState.lastSlot(state));
    copyWatch(state, next);
    int kept = scores == null ? 0 : FormerMemories.MOST;
    return join(next, FormerMemories.of(series, state, models, kept));
  }

  private void copyWatch(byte[] state, byte[] next) {
    ModelScores before = models.of(state);
    int from = before == null ? NONE : before.at(StateSection.WATCH);
    int to = scores == null ? NONE : scores.at(StateSection.WATCH);
    if (from != NONE && to != NONE) {
      System.arraycopy(state, from, next, to, AnomalyWatch.BYTES);
    }
  }

  /** A new state for a series whose slots are others from now on, so that nothing is kept. */
  public byte[] beginAgain(String series, byte[] state) {
    models.end(series, state);
    return newState();
  }

  private static byte[] join(byte[] state, byte[] former) {
    byte[] both = Arrays.copyOf(state, state.length + former.length);
    System.arraycopy(former, 0, both, state.length, former.length);
    return both;
  }

  /**
   * Scores the open forecasts that were made for a reading. To be called for each reading, before
   * the model steps it.
   *
   * @return the state from now on, which may be another array
   */
  public byte[] meet(String series, byte[] state, long slot, float value) {
    judge = null;
    if (scores == null) {
      return state;
    }
    if (scores.isBegun(state, at)) {
      scores.meet(state, at, slot, value);
      scores.record(series, state, scores.sumsAt(at), slot);
      judge = scores.hasMetFirst() ? scores : null;
    }
    return state.length == end ? state : meetFormer(series, scores, state, slot, value);
  }

  private byte[] meetFormer(String series, ModelScores own, byte[] state, long slot, float value) {
    ModelScores newest = FormerMemories.find(state, end, models);
    byte[] kept = FormerMemories.meet(series, state, end, models, slot, value);
    if (judge == null && newest != null && newest.hasMetFirst() && newest.hasBandOf(own)) {
      judge = newest;
    }
    return kept;
  }

  /**
   * The model whose forecast of the first tracked step the last reading met. Right after a swap
   * this is the model before, if its band has the same levels. Null if there is none.
   */
  @Nullable ModelScores judge() {
    return judge;
  }

  /** The watches in the same states; null if they have none. */
  @Nullable SeriesWatches watches(ScoreSettings settings, Consumer<Anomaly> output) {
    int watch = scores == null ? NONE : scores.at(StateSection.WATCH);
    return scores == null || watch == NONE
        ? null
        : new SeriesWatches(header, this, scores, settings, watch, output);
  }

  /**
   * Remembers a forecast that is emitted and ready, from the reading that was met last, and
   * calibrates it.
   *
   * @param forecast calibrated in place
   * @return whether it was moved
   */
  public boolean remember(byte[] state, long slot, float value, float[] forecast) {
    if (scores == null) {
      return false;
    }
    if (!scores.isBegun(state, at)) {
      scores.begin(state, at, SeriesState.history(state), season, false);
      scores.meet(state, at, slot, value);
    }
    for (int i = 0; i < naive.length; i++) {
      naive[i] = SeriesState.reading(state, naiveBack[i]);
    }
    return scores.memory().remember(state, at, forecast, naive);
  }

  /** What warms the calibration of series that are taken over; null if nothing is calibrated. */
  public @Nullable MemoryWarmup warmup() {
    return scores != null && scores.plan().calibrated()
        ? new MemoryWarmup(scores, at, season)
        : null;
  }

  /** Adds the scores since the last call to the counters. */
  public void report() {
    models.report();
  }
}
