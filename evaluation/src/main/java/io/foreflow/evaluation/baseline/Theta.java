package io.foreflow.evaluation.baseline;

import java.util.Arrays;

/**
 * The Theta method, winner of the M3 competition, or only its simple exponential smoothing. Both
 * work on the series without its season.
 *
 * <p>Theta is half of a straight line fitted to the past and half of the smoothing of values that
 * lie twice as far from that line. The line is fitted again at each origin. Smoothing is linear, so
 * the smoothed reading, the smoothed line and the first level are carried separately. In a slot
 * without a reading, the smoothing does not change and the line's time goes on.
 *
 * @param season length of the season in slots
 * @param hasLine whether to use the line; without it, this is exponential smoothing alone
 */
record Theta(int season, boolean hasLine) implements Baseline {

  @Override
  public String name() {
    return hasLine ? "theta" : "exponential-smoothing";
  }

  @Override
  public Running fit(float[] past) {
    double[] values = new double[past.length];
    for (int i = 0; i < past.length; i++) {
      values[i] = past[i];
    }
    return new Follower(Seasons.of(values, season), values, hasLine);
  }

  private static final class Follower implements Running {
    private final Seasons seasons;
    private final boolean hasLine;
    private final double share;
    private final double start;
    private final Regression line = new Regression();

    private double ofReadings;
    private double ofTime;
    private double ofStart = 1;
    private long slot;

    Follower(Seasons seasons, double[] past, boolean hasLine) {
      this.seasons = seasons;
      this.hasLine = hasLine;
      double[] left = seasons.without(past);
      Smoothing smoothing = Smoothing.fit(seen(hasLine ? twiceFromLine(left) : left));
      share = smoothing.share();
      start = smoothing.start();
      for (double value : left) {
        take(value);
      }
    }

    private static double[] seen(double[] values) {
      return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    }

    private static double[] twiceFromLine(double[] values) {
      Regression line = new Regression();
      for (int i = 0; i < values.length; i++) {
        line.add(i + 1L, values[i]);
      }
      double[] result = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        result[i] = 2 * values[i] - line.at(i + 1L);
      }
      return result;
    }

    @Override
    public void observe(float value) {
      take(seasons.without(value, slot));
    }

    private void take(double value) {
      slot++;
      if (Double.isNaN(value)) {
        return;
      }
      line.add(slot, value);
      ofReadings += share * (value - ofReadings);
      ofTime += share * (slot - ofTime);
      ofStart *= 1 - share;
    }

    @Override
    public void forecast(float[] points) {
      double level = ofReadings + ofStart * start;
      if (hasLine) {
        double ofLine = line.intercept() * (1 - ofStart) + line.slope() * ofTime;
        level = 2 * ofReadings - ofLine + ofStart * start;
      }
      for (int step = 1; step <= points.length; step++) {
        double left = hasLine ? (level + line.at(slot + step)) / 2 : level;
        points[step - 1] = (float) seasons.with(left, slot + step - 1);
      }
    }
  }

  /** A straight line through the values that were read, updated with each value. */
  private static final class Regression {
    private long count;
    private double meanTime;
    private double meanValue;
    private double spread;
    private double product;

    /** Adds a value. NaN changes nothing. */
    void add(long time, double value) {
      if (Double.isNaN(value)) {
        return;
      }
      count++;
      double fromTime = time - meanTime;
      meanTime += fromTime / count;
      meanValue += (value - meanValue) / count;
      spread += fromTime * (time - meanTime);
      product += fromTime * (value - meanValue);
    }

    double slope() {
      return spread == 0 ? 0 : product / spread;
    }

    double intercept() {
      return meanValue - slope() * meanTime;
    }

    double at(long time) {
      return intercept() + slope() * time;
    }
  }
}
