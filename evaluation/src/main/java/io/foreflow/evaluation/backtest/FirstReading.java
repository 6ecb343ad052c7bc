package io.foreflow.evaluation.backtest;

/** Where the readings of a series begin. */
final class FirstReading {

  private FirstReading() {}

  /** The first slot with a reading. The number of slots if no slot has one. */
  static int of(float[] values) {
    int first = 0;
    while (first < values.length && Float.isNaN(values[first])) {
      first++;
    }
    return first;
  }
}
