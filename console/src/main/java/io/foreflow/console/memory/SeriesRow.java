package io.foreflow.console.memory;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A series in a list.
 *
 * @param model of its newest forecast; null without one
 * @param lastTime of its newest reading; null without one
 * @param lastValue NaN if it is missing
 * @param mase error of its newest forecasts in that of the seasonal naive forecast; NaN if unknown
 * @param coverage of the outer band; NaN if unknown
 * @param nominalCoverage NaN if unknown
 * @param inMemory whether its readings and forecasts are kept
 * @param sparkline its newest values, the oldest of them first; none if it isn't in memory
 */
// An array, so that values are not boxed.
@SuppressWarnings("ArrayRecordComponent")
public record SeriesRow(
    String series,
    @Nullable ModelVersion model,
    SeriesStatus status,
    boolean silent,
    boolean inEpisode,
    @Nullable Long lastTime,
    float lastValue,
    double mase,
    double coverage,
    double nominalCoverage,
    boolean inMemory,
    float[] sparkline) {

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SeriesRow that
        && series.equals(that.series)
        && status == that.status
        && Arrays.equals(sparkline, that.sparkline);
  }

  @Override
  public int hashCode() {
    return series.hashCode();
  }

  @Override
  public String toString() {
    return "SeriesRow[" + series + ", " + status + "]";
  }
}
