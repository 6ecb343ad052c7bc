package io.foreflow.evaluation.baseline;

import java.util.Arrays;

/**
 * Holt and Winters' smoothing with an additive season and a damped trend. Its four shares are those
 * with the least squared error one step ahead. To find them, steps along each share are tried and
 * then halved. In a slot without a reading, its own forecast takes the place of the reading.
 *
 * @param season length of the season in slots; 1 gives Holt's method with a damped trend
 */
record HoltWinters(int season) implements Baseline {

  private static final double[] FIRST = {0.3, 0.05, 0.1, 0.95};
  private static final double[] LEAST = {1e-4, 1e-4, 1e-4, 0.8};
  private static final double[] MOST = {0.9999, 0.9999, 0.9999, 0.98};
  private static final double FIRST_STEP = 0.2;
  private static final double LAST_STEP = 0.002;

  @Override
  public String name() {
    return "holt-winters";
  }

  @Override
  public Running fit(float[] past) {
    double[] bridged = bridged(past);
    double[] shares = FIRST.clone();
    double error = error(past, bridged, shares);
    for (double step = FIRST_STEP; step > LAST_STEP; ) {
      double[] better = shares.clone();
      double least = error;
      for (int i = 0; i < shares.length; i++) {
        for (int sign = -1; sign <= 1; sign += 2) {
          double[] tried = shares.clone();
          tried[i] = Math.min(MOST[i], Math.max(LEAST[i], tried[i] + sign * step));
          double its = error(past, bridged, tried);
          if (its < least) {
            least = its;
            better = tried;
          }
        }
      }
      if (least < error) {
        shares = better;
        error = least;
      } else {
        step /= 2;
      }
    }
    Smoother fitted = new Smoother(bridged, Math.max(1, season), shares);
    fitted.observeAll(past);
    return fitted;
  }

  private double error(float[] past, double[] bridged, double[] shares) {
    return new Smoother(bridged, Math.max(1, season), shares).observeAll(past);
  }

  private static double[] bridged(float[] past) {
    double[] values = new double[past.length];
    for (int i = 0; i < past.length; i++) {
      values[i] = past[i];
    }
    return GaplessPast.over(values);
  }

  private static final class Smoother implements Running {
    private final double[] shares;
    private final double[] season;
    private double level;
    private double trend;
    private int phase;

    /**
     * Starts at the mean of the first season. The differences to this mean are the seasonal
     * effects.
     */
    Smoother(double[] past, int length, double[] shares) {
      this.shares = shares;
      season = new double[length];
      if (length == 1 || past.length < 2 * length) {
        level = past[0];
        return;
      }
      level = mean(past, 0, length);
      trend = (mean(past, length, 2 * length) - level) / length;
      for (int i = 0; i < length; i++) {
        season[i] = past[i] - level - trend * (i - (length - 1) / 2.0);
      }
      level -= trend * (length + 1) / 2.0;
    }

    private static double mean(double[] values, int from, int to) {
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += values[i];
      }
      return sum / (to - from);
    }

    /** Takes in all values and returns the sum of the squared errors one step ahead. */
    double observeAll(float[] past) {
      double sum = 0;
      for (float value : past) {
        double error = step(value);
        sum += error * error;
      }
      return sum;
    }

    @Override
    public void observe(float value) {
      step(value);
    }

    private double step(double value) {
      double damped = shares[3] * trend;
      double error = Double.isNaN(value) ? 0 : value - (level + damped + season[phase]);
      level += damped + shares[0] * error;
      trend = damped + shares[0] * shares[1] * error;
      if (season.length > 1) {
        season[phase] += shares[2] * (1 - shares[0]) * error;
      }
      phase = (phase + 1) % season.length;
      return error;
    }

    @Override
    public void forecast(float[] points) {
      double ahead = 0;
      double damping = 1;
      for (int step = 0; step < points.length; step++) {
        damping *= shares[3];
        ahead += damping;
        points[step] = (float) (level + ahead * trend + season[(phase + step) % season.length]);
      }
    }

    @Override
    public String toString() {
      return "shares " + Arrays.toString(shares);
    }
  }
}
