package io.foreflow.evaluation.baseline;

/**
 * A simple forecast. Like a model in the job, it learns once, from the readings before the first
 * origin, and from then on only carries its state from reading to reading.
 */
public interface Baseline {

  /** What reports call it, such as {@code seasonal-naive-24}. */
  String name();

  /**
   * Learns from the past of a series.
   *
   * @param past one value a slot, NaN where there is no reading; the first one is a reading
   */
  Running fit(float[] past);

  /** A forecast that follows one series. */
  interface Running {

    /**
     * Takes the reading of the next slot in. NaN says that there is none: time goes on, and what
     * was seen is held.
     */
    void observe(float value);

    /** Forecasts the next {@code points.length} slots. */
    void forecast(float[] points);

    /**
     * Forecasts quantiles of the next slots, [level][step] flattened. A forecast of points alone
     * says its point at each level.
     *
     * @param points what {@link #forecast} gave
     */
    default void quantiles(double[] levels, float[] points, float[] quantiles) {
      for (int level = 0; level < levels.length; level++) {
        System.arraycopy(points, 0, quantiles, level * points.length, points.length);
      }
    }
  }
}
