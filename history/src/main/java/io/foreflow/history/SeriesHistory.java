package io.foreflow.history;

/**
 * The past of one series on the slot grid. Owns its array.
 *
 * @param series the series' name
 * @param firstSlot the slot of {@code values[0]}
 * @param values one value for each slot, without holes; NaN = missing
 * @param covariates what else is known; at least one row for each slot, or none at all
 */
@SuppressWarnings("ArrayRecordComponent") // A boxed list would take four times the memory.
public record SeriesHistory(String series, long firstSlot, float[] values, Covariates covariates) {

  public SeriesHistory {
    if (series.isBlank()) {
      throw new IllegalArgumentException("a series needs a name");
    }
    if (values.length == 0) {
      throw new IllegalArgumentException("series " + series + " has no slot");
    }
    for (int i = 0; i < values.length; i++) {
      if (Float.isInfinite(values[i])) {
        throw new IllegalArgumentException(
            "series " + series + ", slot " + (firstSlot + i) + ": " + values[i] + " is not finite");
      }
    }
    if (!covariates.names().isEmpty() && covariates.rows() < values.length) {
      throw new IllegalArgumentException(
          "series "
              + series
              + " has "
              + values.length
              + " slots and covariates for "
              + covariates.rows());
    }
  }

  /** Creates the history of a series without covariates. */
  public SeriesHistory(String series, long firstSlot, float[] values) {
    this(series, firstSlot, values, Covariates.NONE);
  }

  /** The number of slots, missing ones included. */
  public int slots() {
    return values.length;
  }

  /** The number of slots that have a reading. */
  public int readings() {
    int readings = 0;
    for (float value : values) {
      readings += Float.isNaN(value) ? 0 : 1;
    }
    return readings;
  }
}
