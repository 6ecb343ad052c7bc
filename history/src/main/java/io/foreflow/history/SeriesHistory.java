package io.foreflow.history;

import java.nio.FloatBuffer;

/**
 * The past of one series on the slot grid. Its values are on the heap or in a file, as a {@link
 * ColumnStore} decides. Immutable.
 */
public final class SeriesHistory {

  private final String series;
  private final long firstSlot;
  private final FloatBuffer values;
  private final int readings;
  private final Covariates covariates;

  /**
   * @param series the series' name
   * @param firstSlot the slot of the first value
   * @param values one value for each slot, without holes; NaN = missing
   * @param covariates what else is known; at least one row for each slot, or none at all
   */
  public SeriesHistory(String series, long firstSlot, FloatBuffer values, Covariates covariates) {
    this.series = series;
    this.firstSlot = firstSlot;
    this.values = values.slice();
    this.covariates = covariates;
    if (series.isBlank()) {
      throw new IllegalArgumentException("a series needs a name");
    }
    if (slots() == 0) {
      throw new IllegalArgumentException("series " + series + " has no slot");
    }
    int found = 0;
    for (int i = 0; i < slots(); i++) {
      float value = value(i);
      found += Float.isNaN(value) ? 0 : 1;
      if (Float.isInfinite(value)) {
        throw new IllegalArgumentException(
            "series " + series + ", slot " + (firstSlot + i) + ": " + value + " is not finite");
      }
    }
    readings = found;
    if (!covariates.names().isEmpty() && covariates.rows() < slots()) {
      throw new IllegalArgumentException(
          "series "
              + series
              + " has "
              + slots()
              + " slots and covariates for "
              + covariates.rows());
    }
  }

  /** Creates a history that owns its array. */
  public SeriesHistory(String series, long firstSlot, float[] values, Covariates covariates) {
    this(series, firstSlot, FloatBuffer.wrap(values), covariates);
  }

  /** Creates the history of a series without covariates. It owns its array. */
  public SeriesHistory(String series, long firstSlot, float[] values) {
    this(series, firstSlot, values, Covariates.NONE);
  }

  /** The series' name. */
  public String series() {
    return series;
  }

  /** The slot of the first value. */
  public long firstSlot() {
    return firstSlot;
  }

  /** The value at a slot, counted from the first one. NaN if it is missing. */
  public float value(int slot) {
    return values.get(slot);
  }

  /**
   * All values, to read only. They are copied to the heap if they are in a file, so a caller with
   * many series keeps them no longer than needed.
   */
  public float[] values() {
    return Covariates.array(values);
  }

  /** The values of some slots, as an array of the caller's own. */
  public float[] values(int from, int to) {
    float[] part = new float[to - from];
    values.get(from, part);
    return part;
  }

  /** What else is known about the series. */
  public Covariates covariates() {
    return covariates;
  }

  /** The number of slots, missing ones included. */
  public int slots() {
    return values.limit();
  }

  /** The number of slots that have a reading. */
  public int readings() {
    return readings;
  }

  /** The slots of this history from {@code from} to {@code to} (exclusive). Copies nothing. */
  public SeriesHistory part(int from, int to) {
    if (from == 0 && to == slots()) {
      return this;
    }
    // What is known ahead of the last slot stays, if the last slot does.
    int rows = covariates.names().isEmpty() ? 0 : to == slots() ? covariates.rows() : to;
    return new SeriesHistory(
        series,
        firstSlot + from,
        values.slice(from, to - from),
        rows == 0 ? covariates : covariates.part(from, rows));
  }

  @Override
  public String toString() {
    return "%s, %d slots from %d".formatted(series, slots(), firstSlot);
  }
}
