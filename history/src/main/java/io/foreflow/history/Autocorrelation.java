package io.foreflow.history;

/** The autocorrelation of a series: how much the series resembles itself some slots ago. */
final class Autocorrelation {

  private Autocorrelation() {}

  /**
   * The autocorrelation at a lag, from -1 to 1. It uses only pairs of slots that both have a
   * reading.
   */
  static double at(float[] values, int lag) {
    double mean = mean(values);
    double product = 0;
    double square = 0;
    for (int i = lag; i < values.length; i++) {
      double now = values[i] - mean;
      double then = values[i - lag] - mean;
      if (!Double.isNaN(now) && !Double.isNaN(then)) {
        product += now * then;
        square += (now * now + then * then) / 2;
      }
    }
    return square == 0 ? 0 : product / square;
  }

  private static double mean(float[] values) {
    double sum = 0;
    int count = 0;
    for (float value : values) {
      if (!Float.isNaN(value)) {
        sum += value;
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }
}
