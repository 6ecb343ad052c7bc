package io.foreflow.history;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * What is known about a series apart from its readings: named columns, with one row for each slot
 * from the series' first slot on. There may be more rows than slots. The rows after the last slot
 * hold what is known ahead. Immutable.
 */
public final class Covariates {

  /** The covariates of a series that has only readings. */
  public static final Covariates NONE = new Covariates(List.of(), new float[0]);

  private final List<String> names;
  private final FloatBuffer values;

  /**
   * @param names names of the columns
   * @param values all values, row by row; NaN = missing
   */
  public Covariates(List<String> names, FloatBuffer values) {
    this.names = List.copyOf(names);
    this.values = values.slice();
    int count = this.values.limit();
    if (names.isEmpty() ? count > 0 : count % names.size() != 0) {
      throw new IllegalArgumentException(
          count + " values do not make rows of the columns " + names);
    }
    for (int i = 0; i < count; i++) {
      if (Float.isInfinite(this.values.get(i))) {
        throw new IllegalArgumentException(
            names.get(i % names.size())
                + " in row "
                + i / names.size()
                + ": "
                + this.values.get(i)
                + " is not finite");
      }
    }
  }

  /** Creates covariates that own their array. */
  public Covariates(List<String> names, float[] values) {
    this(names, FloatBuffer.wrap(values));
  }

  /** The names of the columns. */
  public List<String> names() {
    return names;
  }

  /** All values, row by row, to read only. They are copied to the heap if they are in a file. */
  public float[] values() {
    return array(values);
  }

  /** The array of a whole column, or a copy. */
  static float[] array(FloatBuffer values) {
    if (values.hasArray() && values.array().length == values.limit()) {
      return values.array();
    }
    float[] copy = new float[values.limit()];
    values.get(0, copy);
    return copy;
  }

  /** The number of rows, rows of missing values included. */
  public int rows() {
    return names.isEmpty() ? 0 : values.limit() / names.size();
  }

  /** One value. NaN if it is missing or after the last row. */
  public float at(int row, int column) {
    return row < rows() ? values.get(row * names.size() + column) : Float.NaN;
  }

  /** The rows from {@code from} to {@code to} (exclusive). Copies nothing. */
  public Covariates part(int from, int to) {
    return new Covariates(names, values.slice(from * names.size(), (to - from) * names.size()));
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
