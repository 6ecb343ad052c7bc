package io.foreflow.trainer.features;

import io.foreflow.trainer.history.CovariateColumns;
import io.foreflow.trainer.history.SeriesHistory;
import java.util.List;

/**
 * What a covariate in a unit of its own is measured by.
 *
 * @param mean over all series
 * @param deviation the standard one; 1 for a covariate that never changes
 */
public record CovariateScale(float mean, float deviation) {

  /** Leaves everything as it is. */
  static final CovariateScale NONE = new CovariateScale(0, 1);

  /** Smaller beside the mean than this is rounding. */
  private static final double LEAST_SHARE = 1e-6;

  /**
   * Measures one.
   *
   * @param validation slots at the end of each series that are not looked at
   * @throws IllegalArgumentException if the histories lack it, or never have a value of it
   */
  static CovariateScale of(String name, List<SeriesHistory> histories, int validation) {
    long count = 0;
    double sum = 0;
    for (SeriesHistory history : histories) {
      int column = column(name, history);
      for (int slot = 0; slot < history.slots() - validation; slot++) {
        float value = history.covariates().at(slot, column);
        if (!Float.isNaN(value)) {
          sum += value;
          count++;
        }
      }
    }
    if (count == 0) {
      throw new IllegalArgumentException(
          "the covariate " + name + " has no value before the last " + validation + " slots");
    }
    double mean = sum / count;
    double squares = 0;
    for (SeriesHistory history : histories) {
      int column = column(name, history);
      for (int slot = 0; slot < history.slots() - validation; slot++) {
        double off = history.covariates().at(slot, column) - mean;
        squares += Double.isNaN(off) ? 0 : off * off;
      }
    }
    float deviation = (float) Math.sqrt(squares / count);
    boolean changes = deviation > LEAST_SHARE * Math.abs(mean) && deviation >= Float.MIN_NORMAL;
    return new CovariateScale((float) mean, changes ? deviation : 1);
  }

  static int column(String name, SeriesHistory history) {
    List<String> names = history.covariates().names();
    CovariateColumns.of(List.of(name), names);
    return names.indexOf(name);
  }
}
