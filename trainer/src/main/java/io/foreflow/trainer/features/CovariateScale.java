package io.foreflow.trainer.features;

import io.foreflow.history.CovariateColumns;
import io.foreflow.history.SeriesHistory;
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
    Column column = new Column(name, histories, validation);
    Sums all = new Sums();
    column.each(value -> all.add(value, 0));
    if (all.count == 0) {
      throw new IllegalArgumentException(
          "the covariate " + name + " has no value before the last " + validation + " slots");
    }
    PlausibleRange plausible = PlausibleRange.of(column, all.count);
    Sums plain = new Sums();
    column.each(
        value -> {
          if (plausible.holds(value)) {
            plain.add(value, 0);
          }
        });
    long count = plain.count;
    double mean = plain.sum / count;
    Sums around = new Sums();
    column.each(
        value -> {
          if (plausible.holds(value)) {
            around.add(value, mean);
          }
        });
    double squares = around.squares;
    float deviation = (float) Math.sqrt(squares / count);
    boolean changes = deviation > LEAST_SHARE * Math.abs(mean) && deviation >= Float.MIN_NORMAL;
    return new CovariateScale((float) mean, changes ? deviation : 1);
  }

  /** Sums of values, added one after the other. */
  private static final class Sums {
    long count;
    double sum;
    double squares;

    void add(float value, double mean) {
      double off = value - mean;
      count++;
      sum += value;
      squares += off * off;
    }
  }

  /** One covariate of all series. It is read again for each figure, and takes no memory. */
  private record Column(String name, List<SeriesHistory> histories, int validation) {

    /** Hands on all values that are not missing, series by series. */
    void each(OrderStatistic.Sink sink) {
      for (SeriesHistory history : histories) {
        int column = column(name, history);
        for (int slot = 0; slot < history.slots() - validation; slot++) {
          float value = history.covariates().at(slot, column);
          if (!Float.isNaN(value)) {
            sink.accept(value);
          }
        }
      }
    }
  }

  /**
   * The range of values that count. A value a thousand times as far from the median as 99 of 100
   * values is an error. It would make all others look the same.
   */
  private record PlausibleRange(double median, double furthest) {

    private static final double MOST = 0.99;
    private static final double TIMES = 1000;

    static PlausibleRange of(Column column, long count) {
      double median = OrderStatistic.of(count / 2, column::each);
      double usual =
          OrderStatistic.of(
              (long) (MOST * (count - 1)),
              sink -> column.each(value -> sink.accept((float) Math.abs(value - median))));
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
