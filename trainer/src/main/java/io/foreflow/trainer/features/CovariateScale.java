package io.foreflow.trainer.features;

import io.foreflow.history.CovariateColumns;
import io.foreflow.history.SeriesHistory;
import java.util.Arrays;
import java.util.List;

/**
 * Mean and deviation by which a covariate in its own unit is scaled.
 *
 * @param mean the mean over all series
 * @param deviation the standard deviation; 1 for a covariate that never changes
 */
public record CovariateScale(float mean, float deviation) {

  /** The scale that changes nothing. */
  static final CovariateScale NONE = new CovariateScale(0, 1);

  /** A deviation smaller than this share of the mean is rounding noise. */
  private static final double LEAST_SHARE = 1e-6;

  /**
   * Measures one covariate. Values far beyond all others do not count.
   *
   * @param histories the histories to measure
   * @param validation number of slots at the end of each series to leave out
   * @throws IllegalArgumentException if the histories lack the covariate or have no value of it
   */
  static CovariateScale of(String name, List<SeriesHistory> histories, int validation) {
    float[] values = values(name, histories, validation);
    if (values.length == 0) {
      throw new IllegalArgumentException(
          "the covariate " + name + " has no value before the last " + validation + " slots");
    }
    PlausibleRange plausible = PlausibleRange.of(values);
    long count = 0;
    double sum = 0;
    for (float value : values) {
      if (plausible.holds(value)) {
        sum += value;
        count++;
      }
    }
    double mean = sum / count;
    double squares = 0;
    for (float value : values) {
      double off = value - mean;
      squares += plausible.holds(value) ? off * off : 0;
    }
    float deviation = (float) Math.sqrt(squares / count);
    boolean changes = deviation > LEAST_SHARE * Math.abs(mean) && deviation >= Float.MIN_NORMAL;
    return new CovariateScale((float) mean, changes ? deviation : 1);
  }

  /** All values that are not missing, series by series. */
  private static float[] values(String name, List<SeriesHistory> histories, int validation) {
    int slots = histories.stream().mapToInt(one -> Math.max(0, one.slots() - validation)).sum();
    float[] values = new float[slots];
    int count = 0;
    for (SeriesHistory history : histories) {
      int column = column(name, history);
      for (int slot = 0; slot < history.slots() - validation; slot++) {
        float value = history.covariates().at(slot, column);
        if (!Float.isNaN(value)) {
          values[count++] = value;
        }
      }
    }
    return Arrays.copyOf(values, count);
  }

  /**
   * The range of values that count. A value a thousand times as far from the median as 99 of 100
   * values is an error. It would make all others look the same.
   */
  private record PlausibleRange(double median, double furthest) {

    private static final double MOST = 0.99;
    private static final double TIMES = 1000;

    static PlausibleRange of(float[] values) {
      float[] sorted = values.clone();
      Arrays.sort(sorted);
      double median = sorted[sorted.length / 2];
      for (int i = 0; i < sorted.length; i++) {
        sorted[i] = (float) Math.abs(sorted[i] - median);
      }
      Arrays.sort(sorted);
      double usual = sorted[(int) (MOST * (sorted.length - 1))];
      return new PlausibleRange(median, usual == 0 ? Double.POSITIVE_INFINITY : TIMES * usual);
    }

    boolean holds(float value) {
      return Math.abs(value - median) <= furthest;
    }
  }

  static int column(String name, SeriesHistory history) {
    List<String> names = history.covariates().names();
    CovariateColumns.of(List.of(name), names);
    return names.indexOf(name);
  }
}
