package io.foreflow.trainer.synthetic;

/** Arithmetic on the values of a series. Missing values are left out. */
final class Values {

  private Values() {}

  static double mean(double[] values) {
    double sum = 0;
    int count = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        sum += value;
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  static double deviation(double[] values) {
    double mean = mean(values);
    double squares = 0;
    int count = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        squares += (value - mean) * (value - mean);
        count++;
      }
    }
    return count == 0 ? 0 : Math.sqrt(squares / count);
  }

  /** Moves and scales the values to mean 0 and deviation 1. Equal values become 0. */
  static void standardize(double[] values) {
    double mean = mean(values);
    double deviation = deviation(values);
    double scale = deviation > 0 ? 1 / deviation : 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] - mean) * scale;
    }
  }

  /** Adds other values times a weight. */
  static void add(double[] values, double weight, double[] others) {
    for (int i = 0; i < values.length; i++) {
      values[i] += weight * others[i];
    }
  }
}
