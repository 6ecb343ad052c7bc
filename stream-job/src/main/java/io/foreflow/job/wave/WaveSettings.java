package io.foreflow.job.wave;

import io.foreflow.job.score.ScoreSettings;
import io.foreflow.job.state.SeriesLifetimes;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The settings of waves.
 *
 * @param size how many series step together at most
 * @param lingerMillis how long a reading may wait for others
 * @param maxGap how many slots in a row a series may skip and go on
 * @param ttlMillis how long a series' state is kept after its last slot, at least as long as it
 *     could go on; {@link SeriesLifetimes#FOREVER} keeps it
 * @param scores what is kept of forecasts; null if none is scored
 * @param takeoverShare the share of a task's time in which series move to a new model at most; 1
 *     moves each series at its next reading
 */
public record WaveSettings(
    int size,
    long lingerMillis,
    int maxGap,
    long ttlMillis,
    @Nullable ScoreSettings scores,
    double takeoverShare)
    implements Serializable {

  /** Settings with which each series moves to a new model at its next reading. */
  public WaveSettings(
      int size, long lingerMillis, int maxGap, long ttlMillis, @Nullable ScoreSettings scores) {
    this(size, lingerMillis, maxGap, ttlMillis, scores, Takeovers.AT_ONCE);
  }

  /** Settings that score no forecast. */
  public WaveSettings(int size, long lingerMillis, int maxGap, long ttlMillis) {
    this(size, lingerMillis, maxGap, ttlMillis, null);
  }

  /** Settings that keep every series and score no forecast. */
  public WaveSettings(int size, long lingerMillis, int maxGap) {
    this(size, lingerMillis, maxGap, SeriesLifetimes.FOREVER);
  }
}
