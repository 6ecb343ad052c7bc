package io.foreflow.trainer.history;

import io.foreflow.series.SlotGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts readings, in any order, on the slot grid. The first reading of a slot counts, later ones are
 * duplicates; slots between a series' first and last reading without one are missing. Covariates
 * come with the reading that counts; without a reading, with the first row of the slot. Where there
 * are covariates, rows behind a series' last reading are no slots of it but what is known ahead.
 * Not thread-safe.
 */
public final class HistoryBuilder {

  /**
   * A series may be this much longer than its readings are many, or it holds a time that is far
   * off.
   */
  private static final long SPARSEST = 1_000;

  private static final long SHORT = 1_000_000;

  private static final int NONE = -1;

  private final SlotGrid grid;
  private final List<String> covariates;
  private final Map<String, Points> points = new LinkedHashMap<>();

  /** Of readings alone. */
  public HistoryBuilder(SlotGrid grid) {
    this(grid, List.of());
  }

  /** Of readings with covariates of these names. */
  public HistoryBuilder(SlotGrid grid, List<String> covariates) {
    this.grid = grid;
    this.covariates = List.copyOf(covariates);
  }

  /** Adds a reading, with a value for each covariate; NaN = missing. */
  public void add(String series, long time, float value, float... ofCovariates) {
    points
        .computeIfAbsent(series, name -> new Points(covariates.size()))
        .add(grid.slot(time), value, ofCovariates);
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
      int rows = slots(entry.getKey(), own);
      int slots = covariates.isEmpty() ? rows : own.slotsWithReadings(rows);
      float[] values = new float[slots];
      Arrays.fill(values, Float.NaN);
      int[] chosen = new int[rows];
      Arrays.fill(chosen, NONE);
      for (int i = 0; i < own.count; i++) {
        int index = (int) (own.slots[i] - own.first);
        if (Float.isNaN(own.values[i])) {
          missing += index < slots ? 1 : 0;
          chosen[index] = chosen[index] == NONE ? i : chosen[index];
        } else if (Float.isNaN(values[index])) {
          values[index] = own.values[i];
          chosen[index] = i;
          readings++;
        } else {
          duplicates++;
        }
      }
      series.add(
          new SeriesHistory(entry.getKey(), own.first, values, own.covariates(chosen, covariates)));
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

    private final int width;
    private long[] slots = new long[64];
    private float[] values = new float[64];
    private float[] covariates;
    private int count;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    Points(int width) {
      this.width = width;
      this.covariates = new float[64 * width];
    }

    void add(long slot, float value, float[] ofCovariates) {
      if (ofCovariates.length != width) {
        throw new IllegalArgumentException(
            "found " + ofCovariates.length + " covariates, expected " + width);
      }
      if (count == slots.length) {
        slots = Arrays.copyOf(slots, count * 2);
        values = Arrays.copyOf(values, count * 2);
        covariates = Arrays.copyOf(covariates, count * 2 * width);
      }
      slots[count] = slot;
      System.arraycopy(ofCovariates, 0, covariates, count * width, width);
      values[count++] = value;
      first = Math.min(first, slot);
      last = Math.max(last, slot);
    }

    /** Up to the last reading; all of them where there is none. */
    int slotsWithReadings(int all) {
      long end = first - 1;
      for (int i = 0; i < count; i++) {
        if (!Float.isNaN(values[i])) {
          end = Math.max(end, slots[i]);
        }
      }
      return end < first ? all : (int) (end - first + 1);
    }

    /**
     * @param chosen the point that counts for each slot
     */
    Covariates covariates(int[] chosen, List<String> names) {
      if (width == 0) {
        return Covariates.NONE;
      }
      float[] rows = new float[chosen.length * width];
      for (int row = 0; row < chosen.length; row++) {
        if (chosen[row] == NONE) {
          Arrays.fill(rows, row * width, (row + 1) * width, Float.NaN);
        } else {
          System.arraycopy(covariates, chosen[row] * width, rows, row * width, width);
        }
      }
      return new Covariates(names, rows);
    }
  }
}
