package io.foreflow.trainer.features;

import io.foreflow.graph.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Sine and cosine of the time of the week and of the day, with one overtone each, for each moment
 * of a week. A cadence of six hours or more has no time of day. A cadence of more than a day has no
 * calendar at all.
 *
 * @param unitMillis length of a moment: a slot, but at least a minute, so that the table stays
 *     small
 * @param rows one row for each moment of the week
 */
record CalendarTable(long unitMillis, Tensor rows) {

  /**
   * The length of the table, one week. Its first day is a Thursday, as 1970 began on one, but any
   * day would do.
   */
  static final long CYCLE = 7 * 86_400_000L;

  private static final long DAY = 86_400_000L;
  private static final long MINUTE = 60_000L;
  private static final int HARMONICS = 2;

  static CalendarTable of(long cadenceMillis, CalendarCycles cycles) {
    List<Long> periods = new ArrayList<>();
    if (cadenceMillis <= DAY && cycles.hasWeek()) {
      periods.add(CYCLE);
    }
    if (cadenceMillis <= DAY / 4 && cycles.hasDay()) {
      periods.add(DAY);
    }
    long unit = Math.max(MINUTE, cadenceMillis);
    int rows = (int) ((CYCLE + unit - 1) / unit);
    int columns = periods.size() * HARMONICS * 2;
    float[] data = new float[rows * columns];
    for (int row = 0; row < rows; row++) {
      int at = row * columns;
      for (long period : periods) {
        for (int harmonic = 1; harmonic <= HARMONICS; harmonic++) {
          double phase = 2 * Math.PI * harmonic * row * unit / period;
          data[at++] = (float) StrictMath.sin(phase);
          data[at++] = (float) StrictMath.cos(phase);
        }
      }
    }
    return new CalendarTable(unit, new Tensor(rows, columns, data));
  }
}
