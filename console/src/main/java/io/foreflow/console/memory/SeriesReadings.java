package io.foreflow.console.memory;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kept readings of a series.
 *
 * @param times ascending, in epoch milliseconds
 * @param values NaN where a reading is missing
 * @param late readings that came too late to be forecast from; not among the others
 * @param closed when the market of the series is closed, as far as forecasts say so
 * @param keptSince time of the oldest reading that is kept; null without one
 */
// Arrays, so that thousands of readings are not boxed.
@SuppressWarnings("ArrayRecordComponent")
public record SeriesReadings(
    long[] times,
    float[] values,
    List<LateReading> late,
    List<ClosedTime> closed,
    @Nullable Long keptSince) {
  public SeriesReadings {
    late = List.copyOf(late);
    closed = List.copyOf(closed);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SeriesReadings that
        && Arrays.equals(times, that.times)
        && Arrays.equals(values, that.values)
        && late.equals(that.late)
        && closed.equals(that.closed);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(times);
  }

  @Override
  public String toString() {
    return "SeriesReadings[" + times.length + " readings, " + late.size() + " late]";
  }
}
