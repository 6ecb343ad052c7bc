package io.foreflow.evaluation.baseline;

/**
 * A simple forecaster. It learns once, from the readings before the first origin. After that, it
 * only carries its state from reading to reading, like a model in the job.
 */
public interface Baseline {

  /** The name in reports, such as {@code seasonal-naive-24}. */
  String name();

  /**
   * Learns from the past of a series.
   *
   * @param past one value for each slot, NaN if there is no reading; the first value is a reading
   */
  Running fit(float[] past);

  /** A forecaster that follows one series. */
  interface Running {

    /**
     * Takes in the reading of the next slot. NaN means that there is no reading: time goes on, and
     * the forecaster keeps what it has seen.
     */
    void observe(float value);

    /** Forecasts the next {@code points.length} slots. */
    void forecast(float[] points);

    /**
     * Forecasts quantiles of the next slots: [level][step], flattened. A forecaster of points alone
     * gives its point at each level.
     *
     * @param points the result of {@link #forecast}
     */
    default void quantiles(double[] levels, float[] points, float[] quantiles) {
      for (int level = 0; level < levels.length; level++) {
        System.arraycopy(points, 0, quantiles, level * points.length, points.length);
      }
    }
  }
}
