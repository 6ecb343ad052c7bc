package io.foreflow.job.score;

import io.foreflow.job.state.SeriesState;
import io.foreflow.job.state.StateHeader;
import io.foreflow.outcome.AnomalyEpisode;
import io.foreflow.outcome.AnomalyEpisode.Change;
import io.foreflow.outcome.AnomalyWatch;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Reading;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The watches in the states of the series that one model steps. A watch goes on with its series
 * when the model changes, and so does an open episode.
 *
 * <p>Nothing is allocated for a reading that changes no episode.
 */
public final class SeriesWatches {
  private final SeriesMemories memories;
  private final TrackedModel model;
  private final @Nullable AnomalyWatch watch;
  private final int at;
  private final EpisodeRecords records;
  private final Consumer<Anomaly> output;
  private final AnomalyEpisode episode = new AnomalyEpisode();

  /**
   * @param memories of the same states
   * @param scores of the model
   * @param at where in a state the watch is
   * @param output receives what happens to episodes
   */
  SeriesWatches(
      StateHeader header,
      SeriesMemories memories,
      ModelScores scores,
      ScoreSettings settings,
      int at,
      Consumer<Anomaly> output) {
    this.memories = memories;
    this.at = at;
    this.output = output;
    model = scores.model();
    records = new EpisodeRecords(header.grid());
    watch =
        settings.anomalies() != null && scores.plan().hasBand()
            ? new AnomalyWatch(settings.anomalies(), scores.plan(), header.grid().meanMillis())
            : null;
  }

  /** Whether a series was reported as silent. */
  public boolean isSilent(byte[] state) {
    return AnomalyWatch.isSilent(state, at);
  }

  /**
   * Watches a reading. To be called right after {@link SeriesMemories#meet}.
   *
   * @return whether the model has to get the reading as missing
   */
  public boolean observe(Reading reading, byte[] state, long slot) {
    if (AnomalyWatch.isSilent(state, at)) {
      AnomalyWatch.endSilence(state, at, SeriesState.lastSlot(state), slot, episode);
      output.accept(records.of(reading.series(), reading.time(), episode, model));
    }
    ModelScores judge = memories.judge();
    if (watch == null || judge == null) {
      return false;
    }
    if (!AnomalyWatch.isBegun(state, at)) {
      AnomalyWatch.begin(state, at);
    }
    watch.observe(state, at, slot, reading.value(), judge.met(), episode);
    if (episode.change() != Change.NOTHING) {
      output.accept(records.of(reading, episode, judge));
    }
    return episode.shielded();
  }
}
