package io.foreflow.trainer.ridge;

import io.foreflow.trainer.features.FeatureStretch;
import io.foreflow.trainer.features.FeaturedSeries;

/**
 * One origin to learn from: the readings before it and the targets after it, both in scales. It is
 * reused for each origin.
 */
final class RidgeRow {

  /**
   * The largest root mean square of the readings that has full weight. A series that leaps has
   * readings of hundreds of scales, and a few of them would outweigh all others.
   */
  private static final double LARGE = 20;

  /** The last readings minus the level, in scales, newest last. */
  final double[] readings;

  /** The targets minus the base, in scales. NaN where a target does not count. */
  final double[] targets;

  private final double cap;

  /** The weight of the origin. */
  double weight;

  /** The block of time that the origin lies in. */
  int block;

  RidgeRow(int window, int horizon, double cap) {
    readings = new double[window];
    targets = new double[horizon];
    this.cap = cap;
  }

  /**
   * Takes an origin.
   *
   * @param end the slot after the last one that may be a target
   * @return whether enough of its targets count to learn from it: half of them
   */
  boolean take(FeatureStretch made, int slot, int end) {
    FeaturedSeries series = made.series();
    double scale = made.scale(slot);
    int counted = 0;
    for (int step = 1; step <= targets.length; step++) {
      int target = slot + step;
      boolean counts = target < end && series.counts(target);
      double move =
          counts ? ((double) series.reading(target) - made.base(slot, step)) / scale : Double.NaN;
      targets[step - 1] = Math.max(-cap, Math.min(cap, move));
      counted += counts ? 1 : 0;
    }
    if (2 * counted < targets.length) {
      return false;
    }
    takeReadings(series, slot, made.level(slot), scale);
    return true;
  }

  private void takeReadings(FeaturedSeries series, int slot, double level, double scale) {
    double squares = 0;
    for (int i = 0; i < readings.length; i++) {
      double reading = series.reading(Math.max(0, slot - readings.length + 1 + i));
      readings[i] = (reading - level) / scale;
      squares += readings[i] * readings[i];
    }
    double size = squares / readings.length / (LARGE * LARGE);
    weight = 1 / Math.max(1, size);
  }
}
