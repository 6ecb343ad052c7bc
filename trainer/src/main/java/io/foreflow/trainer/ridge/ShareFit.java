package io.foreflow.trainer.ridge;

import io.foreflow.trainer.ensemble.Shares;
import java.util.ArrayList;
import java.util.List;

/**
 * Learns the share of a ridge regression in the forecast of an ensemble, for each step. The losses
 * of a grid of shares are added up over forecasts of held-out readings. The share with the smallest
 * loss is chosen, drawn to that of all steps and to the regression alone.
 *
 * <p>The regression stays near the last reading where a history says little, because its penalty is
 * chosen by readings that were left out. A network has no such choice: it learns a short history by
 * heart. So the networks get a share for what they are known to save, and no share for chance.
 */
final class ShareFit {

  /** The grid has this many intervals from 0 to 1. */
  private static final int INTERVALS = 20;

  /**
   * The relative loss that networks with the whole forecast must save, times the number of
   * independent forecasts that are known. So they must be better by the loss of one such forecast.
   */
  private static final double PRICE = 1;

  private final List<Double> levels;
  private final boolean squared;
  private final double cap;
  private final int horizon;

  /** The losses by step and share. */
  private final double[][] losses;

  /**
   * @param levels the quantiles of the forecasts
   * @param squared whether the loss is the squared error, not the quantile loss
   * @param cap the largest error that counts, in scales
   */
  ShareFit(List<Double> levels, boolean squared, double cap, int horizon) {
    this.levels = List.copyOf(levels);
    this.squared = squared;
    this.cap = cap;
    this.horizon = horizon;
    losses = new double[horizon][INTERVALS + 1];
  }

  /**
   * Adds the forecasts of one target, all in scales.
   *
   * @param ofNetworks the mean of the networks, level by level at a distance of {@code horizon}
   * @param ofRidge the same of the ridge regression
   * @param at the place of the first level in both
   */
  void add(int step, double target, double weight, float[] ofNetworks, float[] ofRidge, int at) {
    for (int level = 0; level < levels.size(); level++) {
      double networks = ofNetworks[at + level * horizon];
      double ridge = ofRidge[at + level * horizon];
      for (int i = 0; i <= INTERVALS; i++) {
        double share = (double) i / INTERVALS;
        double error = target - (networks + share * (ridge - networks));
        losses[step][i] += weight * loss(Math.max(-cap, Math.min(cap, error)), levels.get(level));
      }
    }
  }

  private double loss(double error, double level) {
    return squared ? error * error : Math.max(level * error, (level - 1) * error);
  }

  /**
   * The learnt shares.
   *
   * @param independent how many forecasts that share no target are known
   */
  Shares shares(double independent) {
    double[][] relative = new double[horizon][INTERVALS + 1];
    double[] ofAll = new double[INTERVALS + 1];
    double known = 0;
    for (int step = 0; step < horizon; step++) {
      // The worse member, so that neither counts more where it is far off.
      double ofWorse = Math.max(losses[step][0], losses[step][INTERVALS]);
      known += ofWorse;
      for (int i = 0; i <= INTERVALS; i++) {
        relative[step][i] = ofWorse == 0 ? 1 : losses[step][i] / ofWorse;
        ofAll[i] += relative[step][i] / horizon;
      }
    }
    if (known == 0) {
      return Shares.even(Shares.HALF, horizon);
    }
    List<Double> shares = new ArrayList<>();
    for (int step = 0; step < horizon; step++) {
      shares.add(best(near(relative, step), ofAll, PRICE / Math.max(1, independent)));
    }
    return new Shares(shares);
  }

  /** The mean over a step and those near it. */
  private static double[] near(double[][] bySteps, int step) {
    int reach = bySteps.length / 8;
    int from = Math.max(0, step - reach);
    int to = Math.min(bySteps.length - 1, step + reach);
    double[] mean = new double[INTERVALS + 1];
    for (int other = from; other <= to; other++) {
      for (int i = 0; i <= INTERVALS; i++) {
        mean[i] += bySteps[other][i] / (to - from + 1);
      }
    }
    return mean;
  }

  private static double best(double[] ofStep, double[] ofAll, double price) {
    int best = INTERVALS;
    double least = Double.POSITIVE_INFINITY;
    for (int i = INTERVALS; i >= 0; i--) {
      double ofNetworks = 1 - (double) i / INTERVALS;
      double value = (ofStep[i] + ofAll[i]) / 2 + price * ofNetworks;
      if (value < least) {
        least = value;
        best = i;
      }
    }
    return (double) best / INTERVALS;
  }
}
