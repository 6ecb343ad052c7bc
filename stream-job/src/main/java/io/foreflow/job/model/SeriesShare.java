package io.foreflow.job.model;

import io.foreflow.job.arrival.AcceptedReading;
import org.apache.flink.api.common.functions.FilterFunction;

/**
 * A share of all series: of each series either all readings or none, the same on every machine and
 * after every restart. A larger share holds the series of every smaller one.
 */
public final class SeriesShare implements FilterFunction<AcceptedReading> {
  private static final long serialVersionUID = 1;

  private static final double HASHES = 1L << Integer.SIZE;

  private final double share;

  /** Of {@code share} of the series, between 0 and 1. */
  public SeriesShare(double share) {
    this.share = share;
  }

  @Override
  public boolean filter(AcceptedReading accepted) {
    return holds(accepted.reading().series());
  }

  boolean holds(String series) {
    return Integer.toUnsignedLong(mixed(series.hashCode())) < share * HASHES;
  }

  /**
   * Names that differ in their last digit only have hashes side by side. This is the finalizer of
   * MurmurHash3 over a seed of our own: Flink's key groups come of the same hash code, and a share
   * must not be all the series of some tasks.
   */
  private static int mixed(int hash) {
    int mixed = hash ^ 0x5F0E2A71;
    mixed = (mixed ^ (mixed >>> 16)) * 0x85EBCA6B;
    mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
    return mixed ^ (mixed >>> 16);
  }
}
