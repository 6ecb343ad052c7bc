package io.foreflow.evaluation.backtest;

import io.foreflow.outcome.OutcomePlan;

/** What came of the outer bands of one step: how often they held, and their loss. */
final class BandErrors {

  private final double lowest;
  private final double highest;
  private long targets;
  private long inside;
  private long scaled;
  private double loss;

  BandErrors(OutcomePlan plan) {
    lowest = plan.lowest();
    highest = plan.highest();
  }

  /**
   * Counts one target.
   *
   * @param scale of the series, which the loss is divided by; the loss is left out where it is 0
   */
  void add(double reading, double lower, double upper, double scale) {
    targets++;
    inside += lower <= reading && reading <= upper ? 1 : 0;
    if (scale > 0) {
      scaled++;
      loss += (pinball(reading - lower, lowest) + pinball(reading - upper, highest)) / scale;
    }
  }

  private static double pinball(double miss, double level) {
    return Math.max(level * miss, (level - 1) * miss);
  }

  long targets() {
    return targets;
  }

  /** The share of readings in the band, its ends included; NaN of none. */
  double coverage() {
    return targets == 0 ? Double.NaN : (double) inside / targets;
  }

  /** The mean pinball loss of both ends together, in scales of the series; NaN of none. */
  double loss() {
    return scaled == 0 ? Double.NaN : loss / scaled;
  }
}
