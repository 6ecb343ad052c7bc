package io.foreflow.job.model;

import io.foreflow.job.arrival.AcceptedReading;
import org.apache.flink.api.common.functions.FilterFunction;

/**
 * A filter that passes a share of all series: either all readings of a series or none, the same on
 * every machine and after every restart. A larger share holds the series of every smaller one.
 */
public final class SeriesShare implements FilterFunction<AcceptedReading> {
  private static final long serialVersionUID = 1;

  private static final double HASHES = 1L << Integer.SIZE;

  private final double share;

  /** A filter that passes {@code share} of the series, between 0 and 1. */
  public SeriesShare(double share) {
    this.share = share;
  }

  @Override
  public boolean filter(AcceptedReading accepted) {
    return holds(accepted.reading().series());
  }

  /** Whether a series is one of the share. */
  public boolean holds(String series) {
    return Integer.toUnsignedLong(mixed(series.hashCode())) < share * HASHES;
  }

  /**
   * Mixes the bits of a hash: names that differ in their last digit only have neighbouring hashes.
   * This is the finalizer of MurmurHash3 with a seed of our own. Flink makes its key groups from
   * the same hash code, and a share must not be all the series of some tasks.
   */
  private static int mixed(int hash) {
    int mixed = hash ^ 0x5F0E2A71;
    mixed = (mixed ^ (mixed >>> 16)) * 0x85EBCA6B;
    mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
    return mixed ^ (mixed >>> 16);
  }
}
