package io.foreflow.trainer.ridge;

import io.foreflow.trainer.ensemble.Shares;
import java.util.ArrayList;
import java.util.List;

/**
 * Learns the share of a ridge regression in the forecast of an ensemble, for each step. The losses
 * of a grid of shares are added up over forecasts of held-out readings. The share with the smallest
 * loss is chosen, drawn to that of all steps and to a half.
 */
final class ShareFit {

  /** The grid has this many intervals from 0 to 1. */
  private static final int INTERVALS = 20;

  /** The relative loss that a share of 0 or 1 must save, if one horizon of one series is known. */
  private static final double PRIOR = 0.05;

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
    for (int step = 0; step < horizon; step++) {
      double ofHalf = losses[step][INTERVALS / 2];
      for (int i = 0; i <= INTERVALS; i++) {
        relative[step][i] = ofHalf == 0 ? 1 : losses[step][i] / ofHalf;
        ofAll[i] += relative[step][i] / horizon;
      }
    }
    List<Double> shares = new ArrayList<>();
    for (int step = 0; step < horizon; step++) {
      shares.add(best(near(relative, step), ofAll, PRIOR / Math.max(1, independent)));
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

  private static double best(double[] ofStep, double[] ofAll, double prior) {
    int best = INTERVALS / 2;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= INTERVALS; i++) {
      double fromHalf = 2.0 * i / INTERVALS - 1;
      double value = (ofStep[i] + ofAll[i]) / 2 + prior * fromHalf * fromHalf;
      if (value < least) {
        least = value;
        best = i;
      }
    }
    return (double) best / INTERVALS;
  }
}
