package io.foreflow.benchmarks.anomaly;

/**
 * The distance of a reading from an exponentially weighted mean, in exponentially weighted standard
 * deviations of such distances.
 */
final class EwmaBand implements Scorer {

  private static final int FEWEST_READINGS = 100;

  private final double ofMean;
  private final double ofVariance;
  private double mean;
  private double variance;
  private int count;

  /**
   * @param ofMean the weight of a new reading in the mean
   * @param ofVariance the same in the variance
   */
  EwmaBand(double ofMean, double ofVariance) {
    this.ofMean = ofMean;
    this.ofVariance = ofVariance;
  }

  @Override
  public double next(float reading) {
    if (count == 0) {
      mean = reading;
    }
    double distance = reading - mean;
    double score = Math.abs(distance) / Math.sqrt(variance + 1e-12 * mean * mean + 1e-30);
    count++;
    mean += ofMean * distance;
    variance += Math.max(ofVariance, 1.0 / count) * (distance * distance - variance);
    return count < FEWEST_READINGS ? Double.NaN : score;
  }
}
