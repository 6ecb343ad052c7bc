package io.foreflow.evaluation.baseline;

import java.util.Arrays;

/**
 * The amount that a season adds to a series, or multiplies it by. It is found and removed as in the
 * benchmarks of the M4 competition: only if the autocorrelation at the season is significant at 90
 * %, and by the classical decomposition with a centred moving average. Series that are not all
 * positive have an additive season.
 */
final class Seasons {

  private static final double CRITICAL = 1.645;
  private static final int SHORTEST = 3;

  private final double[] effects;
  private final boolean multiplies;

  private Seasons(double[] effects, boolean multiplies) {
    this.effects = effects;
    this.multiplies = multiplies;
  }

  /**
   * Finds the season of a past that begins at phase 0. NaN stands for no reading. Without a season,
   * no slot has an effect. A phase that was never read has no effect either.
   */
  static Seasons of(double[] past, int season) {
    double[] bridged = GaplessPast.over(past);
    if (season < 2 || past.length < SHORTEST * season || !isSeasonal(bridged, season)) {
      return new Seasons(new double[1], false);
    }
    boolean multiplies = Arrays.stream(bridged).allMatch(value -> value > 0);
    Seasons rough = new Seasons(effects(past, bridged, season, multiplies), multiplies);
    if (Arrays.stream(past).noneMatch(Double::isNaN)) {
      return rough;
    }
    // Lines between readings cut off the peaks that they lead across. Lines between readings
    // without the season do not.
    double[] whole = GaplessPast.over(rough.without(past));
    for (int slot = 0; slot < whole.length; slot++) {
      whole[slot] = rough.with(whole[slot], slot);
    }
    return new Seasons(effects(past, whole, season, multiplies), multiplies);
  }

  double without(double value, long slot) {
    double effect = effects[phase(slot)];
    return multiplies ? value / effect : value - effect;
  }

  double with(double value, long slot) {
    double effect = effects[phase(slot)];
    return multiplies ? value * effect : value + effect;
  }

  double[] without(double[] past) {
    double[] result = new double[past.length];
    for (int slot = 0; slot < past.length; slot++) {
      result[slot] = without(past[slot], slot);
    }
    return result;
  }

  private int phase(long slot) {
    return (int) (slot % effects.length);
  }

  private static boolean isSeasonal(double[] past, int season) {
    double mean = Arrays.stream(past).average().orElse(0);
    double variance = 0;
    for (double value : past) {
      variance += (value - mean) * (value - mean);
    }
    if (variance == 0) {
      return false;
    }
    double before = 1;
    double last = 0;
    for (int lag = 1; lag <= season; lag++) {
      before += 2 * last * last;
      double sum = 0;
      for (int i = lag; i < past.length; i++) {
        sum += (past[i] - mean) * (past[i - lag] - mean);
      }
      last = sum / variance;
    }
    return Math.abs(last) > CRITICAL * Math.sqrt(before / past.length);
  }

  private static double[] effects(double[] past, double[] bridged, int season, boolean multiplies) {
    double[] sums = new double[season];
    int[] counts = new int[season];
    int half = season / 2;
    for (int i = half; i < past.length - half; i++) {
      if (Double.isNaN(past[i])) {
        continue;
      }
      double trend = trend(bridged, i, season);
      sums[i % season] += multiplies ? past[i] / trend : past[i] - trend;
      counts[i % season]++;
    }
    long read = Arrays.stream(counts).filter(count -> count > 0).count();
    double mean = 0;
    for (int phase = 0; phase < season; phase++) {
      if (counts[phase] > 0) {
        sums[phase] /= counts[phase];
        mean += sums[phase] / read;
      }
    }
    for (int phase = 0; phase < season; phase++) {
      if (counts[phase] == 0) {
        sums[phase] = multiplies ? 1 : 0;
      } else {
        sums[phase] = multiplies ? sums[phase] / mean : sums[phase] - mean;
      }
    }
    return sums;
  }

  /**
   * The mean of one season around a slot. If the season is even, the slots at both ends count half.
   */
  private static double trend(double[] past, int slot, int season) {
    int half = season / 2;
    double sum = 0;
    for (int i = slot - half; i <= slot + half; i++) {
      boolean end = season % 2 == 0 && (i == slot - half || i == slot + half);
      sum += end ? past[i] / 2 : past[i];
    }
    return sum / season;
  }
}
