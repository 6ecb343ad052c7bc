package io.foreflow.benchmarks.anomaly;

/** The distance of a reading from the mean of the last readings, in their standard deviations. */
final class ZScore implements Scorer {

  private final float[] window;
  private int count;
  private double sum;
  private double squares;

  ZScore(int window) {
    this.window = new float[window];
  }

  @Override
  public double next(float reading) {
    int size = Math.min(count, window.length);
    double mean = sum / Math.max(1, size);
    double variance = Math.max(0, squares / Math.max(1, size) - mean * mean);
    double score = Math.abs(reading - mean) / Math.sqrt(variance + 1e-12 * mean * mean + 1e-30);
    int place = count % window.length;
    if (count >= window.length) {
      sum -= window[place];
      squares -= (double) window[place] * window[place];
    }
    window[place] = reading;
    sum += reading;
    squares += (double) reading * reading;
    count++;
    return size < window.length ? Double.NaN : score;
  }
}
