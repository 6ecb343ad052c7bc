package io.foreflow.history;

import java.util.List;

/**
 * What is known of a series beside its readings: rows of named columns, one row a slot, from the
 * series' first slot on. There may be more rows than the series has slots: what is known ahead of
 * its last reading. Owns its array.
 *
 * @param names of the columns
 * @param values row by row; NaN = missing
 */
@SuppressWarnings("ArrayRecordComponent") // As for SeriesHistory.
public record Covariates(List<String> names, float[] values) {

  /** Of a series that has nothing but its readings. */
  public static final Covariates NONE = new Covariates(List.of(), new float[0]);

  public Covariates {
    names = List.copyOf(names);
    if (names.isEmpty() ? values.length > 0 : values.length % names.size() != 0) {
      throw new IllegalArgumentException(
          values.length + " values do not make rows of the columns " + names);
    }
    for (int i = 0; i < values.length; i++) {
      if (Float.isInfinite(values[i])) {
        throw new IllegalArgumentException(
            names.get(i % names.size())
                + " in row "
                + i / names.size()
                + ": "
                + values[i]
                + " is not finite");
      }
    }
  }

  /** How many slots there is something known of, missing ones included. */
  public int rows() {
    return names.isEmpty() ? 0 : values.length / names.size();
  }

  /** One value; NaN where it is missing or lies behind the last row. */
  public float at(int row, int column) {
    return row < rows() ? values[row * names.size() + column] : Float.NaN;
  }

  /** Whether anything is known of a slot. */
  boolean isKnown(int row) {
    for (int column = 0; column < names.size(); column++) {
      if (!Float.isNaN(at(row, column))) {
        return true;
      }
    }
    return false;
  }
}
