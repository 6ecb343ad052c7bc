package io.foreflow.trainer.history;

/**
 * The past of one series on the slot grid. Owns its array.
 *
 * @param series the series' name
 * @param firstSlot slot of {@code values[0]}
 * @param values one reading a slot, without a hole; NaN = missing
 */
@SuppressWarnings("ArrayRecordComponent") // Boxed lists of a history would be four times its size.
public record SeriesHistory(String series, long firstSlot, float[] values) {

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
  }

  /** How many slots there are, missing ones included. */
  public int slots() {
    return values.length;
  }

  /** How many slots have a reading. */
  public int readings() {
    int readings = 0;
    for (float value : values) {
      readings += Float.isNaN(value) ? 0 : 1;
    }
    return readings;
  }
}
