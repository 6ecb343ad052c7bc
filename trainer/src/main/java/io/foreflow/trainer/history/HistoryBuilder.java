package io.foreflow.trainer.history;

import io.foreflow.series.SlotGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts readings, in any order, on the slot grid. The first reading of a slot counts, later ones are
 * duplicates; slots between a series' first and last reading without one are missing. Not
 * thread-safe.
 */
public final class HistoryBuilder {

  /**
   * A series may be this much longer than its readings are many, or it holds a time that is far
   * off.
   */
  private static final long SPARSEST = 1_000;

  private static final long SHORT = 1_000_000;

  private final SlotGrid grid;
  private final Map<String, Points> points = new LinkedHashMap<>();

  public HistoryBuilder(SlotGrid grid) {
    this.grid = grid;
  }

  /** Adds a reading; NaN = missing. */
  public void add(String series, long time, float value) {
    points.computeIfAbsent(series, name -> new Points()).add(grid.slot(time), value);
  }

  /**
   * The series so far.
   *
   * @throws HistoryException if there is none, or one whose times lie too far apart
   */
  public HistoryData build() throws HistoryException {
    List<SeriesHistory> series = new ArrayList<>();
    long readings = 0;
    long missing = 0;
    long duplicates = 0;
    for (Map.Entry<String, Points> entry : points.entrySet()) {
      Points own = entry.getValue();
      float[] values = new float[slots(entry.getKey(), own)];
      Arrays.fill(values, Float.NaN);
      for (int i = 0; i < own.count; i++) {
        int index = (int) (own.slots[i] - own.first);
        if (Float.isNaN(own.values[i])) {
          missing++;
        } else if (Float.isNaN(values[index])) {
          values[index] = own.values[i];
          readings++;
        } else {
          duplicates++;
        }
      }
      series.add(new SeriesHistory(entry.getKey(), own.first, values));
    }
    if (readings == 0) {
      throw new HistoryException("found no reading, expected at least one");
    }
    return new HistoryData(series, readings, missing, duplicates);
  }

  private int slots(String name, Points own) throws HistoryException {
    long slots = own.last - own.first + 1;
    if ((slots > SHORT && slots / SPARSEST > own.count) || slots > Integer.MAX_VALUE / 2) {
      throw new HistoryException(
          String.format(
              "series %s: found %d readings from %s to %s, which are %d slots of %d ms;"
                  + " expected times closer together, or a longer cadence",
              name,
              own.count,
              java.time.Instant.ofEpochMilli(grid.timeOf(own.first)),
              java.time.Instant.ofEpochMilli(grid.timeOf(own.last)),
              slots,
              grid.cadenceMillis()));
    }
    return (int) slots;
  }

  /** Growing arrays of one series' readings. */
  private static final class Points {

    private long[] slots = new long[64];
    private float[] values = new float[64];
    private int count;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    void add(long slot, float value) {
      if (count == slots.length) {
        slots = Arrays.copyOf(slots, count * 2);
        values = Arrays.copyOf(values, count * 2);
      }
      slots[count] = slot;
      values[count++] = value;
      first = Math.min(first, slot);
      last = Math.max(last, slot);
    }
  }
}
