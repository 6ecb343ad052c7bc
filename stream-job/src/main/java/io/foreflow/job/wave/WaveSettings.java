package io.foreflow.job.wave;

import io.foreflow.job.state.SeriesLifetimes;
import java.io.Serializable;

/**
 * The settings of waves.
 *
 * @param size how many series step together at most
 * @param lingerMillis how long a reading may wait for others
 * @param maxGap how many slots in a row a series may skip and go on
 * @param ttlMillis how long a series' state is kept after its last slot, at least as long as it
 *     could go on; {@link SeriesLifetimes#FOREVER} keeps it
 */
public record WaveSettings(int size, long lingerMillis, int maxGap, long ttlMillis)
    implements Serializable {

  /** Settings that keep every series. */
  public WaveSettings(int size, long lingerMillis, int maxGap) {
    this(size, lingerMillis, maxGap, SeriesLifetimes.FOREVER);
  }
}
