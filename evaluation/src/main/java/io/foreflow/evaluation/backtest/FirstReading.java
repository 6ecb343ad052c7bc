package io.foreflow.evaluation.backtest;

import io.foreflow.history.SeriesHistory;

/** Where the readings of a series begin. */
final class FirstReading {

  private FirstReading() {}

  /** The first slot with a reading. The number of slots if no slot has one. */
  static int of(SeriesHistory history) {
    int first = 0;
    while (first < history.slots() && Float.isNaN(history.value(first))) {
      first++;
    }
    return first;
  }
}
