package io.foreflow.wire;

import java.util.Arrays;

/**
 * One observation of one series. The record owns its arrays: they are not copied, and nobody
 * changes them afterwards.
 *
 * @param series which series was observed
 * @param time when it was observed, in epoch milliseconds
 * @param value what was observed, in the series' own units; NaN = missing
 * @param covariates what else is known at that time, in the order of the model's features after its
 *     target; NaN = missing
 */
// Arrays, so that numbers are not boxed on the way through; equals and hashCode look into them.
@SuppressWarnings("ArrayRecordComponent")
public record Reading(String series, long time, float value, float[] covariates) {
  /** The covariates of a reading that has none. */
  public static final float[] NO_COVARIATES = {};

  /** A reading without covariates. */
  public Reading(String series, long time, float value) {
    this(series, time, value, NO_COVARIATES);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Reading that
        && series.equals(that.series)
        && time == that.time
        && Float.compare(value, that.value) == 0
        && Arrays.equals(covariates, that.covariates);
  }

  @Override
  public int hashCode() {
    return 31 * series.hashCode() + Long.hashCode(time);
  }

  @Override
  public String toString() {
    return "Reading[series="
        + series
        + ", time="
        + time
        + ", value="
        + value
        + ", covariates="
        + Arrays.toString(covariates)
        + "]";
  }
}
