package io.foreflow.history;

import java.util.List;

/**
 * What is known about a series apart from its readings: named columns, with one row for each slot
 * from the series' first slot on. There may be more rows than slots. The rows after the last slot
 * hold what is known ahead. Owns its array.
 *
 * @param names names of the columns
 * @param values all values, row by row; NaN = missing
 */
@SuppressWarnings("ArrayRecordComponent") // For the same reason as in SeriesHistory.
public record Covariates(List<String> names, float[] values) {

  /** The covariates of a series that has only readings. */
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

  /** The number of rows, rows of missing values included. */
  public int rows() {
    return names.isEmpty() ? 0 : values.length / names.size();
  }

  /** One value. NaN if it is missing or after the last row. */
  public float at(int row, int column) {
    return row < rows() ? values[row * names.size() + column] : Float.NaN;
  }

  /** Whether any covariate of a slot is known. */
  boolean isKnown(int row) {
    for (int column = 0; column < names.size(); column++) {
      if (!Float.isNaN(at(row, column))) {
        return true;
      }
    }
    return false;
  }
}
