package io.foreflow.evaluation.backtest;

import io.foreflow.manifest.ForecastKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The errors of probabilities of classes. The classes have an order, such as down, flat and up. Not
 * thread-safe.
 */
public final class ClassErrors implements ForecastErrors<ClassErrors> {

  /** The number of equal ranges that probabilities are sorted into to check them. */
  private static final int BINS = 10;

  private final List<String> names;
  private final int classes;
  private final long[][] confusion;
  private final long[][] given;
  private final long[][] kept;
  private final double[][] promised;
  private long targets;
  private double logarithms;
  private double squares;
  private double ranked;

  ClassErrors(ForecastKind.Classes kind) {
    names = kind.names();
    classes = names.size();
    confusion = new long[classes][classes];
    given = new long[classes][BINS];
    kept = new long[classes][BINS];
    promised = new double[classes][BINS];
  }

  @Override
  public void add(double came, float[] probabilities, int offset, int stride) {
    int actual = (int) came;
    targets++;
    int likeliest = 0;
    double below = 0;
    for (int c = 0; c < classes; c++) {
      double probability = probabilities[offset + c * stride];
      likeliest = probability > probabilities[offset + likeliest * stride] ? c : likeliest;
      double share = c == actual ? 1 : 0;
      squares += (probability - share) * (probability - share);
      below += probability;
      double reached = c >= actual ? 1 : 0;
      ranked += (below - reached) * (below - reached) / (classes - 1);
      int bin = Math.min(BINS - 1, (int) (probability * BINS));
      given[c][bin]++;
      promised[c][bin] += probability;
      kept[c][bin] += c == actual ? 1 : 0;
    }
    logarithms -= Math.log(probabilities[offset + actual * stride]);
    confusion[actual][likeliest]++;
  }

  /** The names of the classes, in the order of the other figures. */
  public List<String> classes() {
    return names;
  }

  @Override
  public long targets() {
    return targets;
  }

  /** The number of targets by the class that came and by the likeliest class: [came][likeliest]. */
  public long[][] confusion() {
    return Arrays.stream(confusion).map(long[]::clone).toArray(long[][]::new);
  }

  /**
   * Share of the targets whose class was the likeliest. If classes are equally likely, the first of
   * them counts as the likeliest.
   */
  public double accuracy() {
    long right = 0;
    for (int c = 0; c < classes; c++) {
      right += confusion[c][c];
    }
    return (double) right / targets;
  }

  /**
   * The share of a class's targets for which it was the likeliest, averaged over the classes that
   * came.
   */
  public double balancedAccuracy() {
    double sum = 0;
    int cameAtAll = 0;
    for (int c = 0; c < classes; c++) {
      long came = Arrays.stream(confusion[c]).sum();
      if (came > 0) {
        sum += (double) confusion[c][c] / came;
        cameAtAll++;
      }
    }
    return sum / cameAtAll;
  }

  /**
   * Mean of minus the logarithm of the probability of the class that came. Infinite if a class with
   * the probability 0 came.
   */
  public double logLoss() {
    return logarithms / targets;
  }

  /**
   * Mean of the squared errors of the probabilities, summed over the classes. It is from 0 to 2.
   */
  public double brier() {
    return squares / targets;
  }

  /**
   * Ranked probability score, from 0 to 1: the squared errors of the probabilities of "this class
   * or a lower one". If down came, a forecast of up costs more than a forecast of flat.
   */
  public double rps() {
    return ranked / targets;
  }

  /**
   * The mean probability of a class in each tenth from 0 to 1. NaN for a tenth without
   * probabilities.
   */
  public double[] promised(int ofClass) {
    double[] means = new double[BINS];
    for (int bin = 0; bin < BINS; bin++) {
      means[bin] = promised[ofClass][bin] / given[ofClass][bin];
    }
    return means;
  }

  /**
   * The share of targets in which a class came, for each tenth of its probability. NaN for a tenth
   * without probabilities.
   */
  public double[] kept(int ofClass) {
    double[] shares = new double[BINS];
    for (int bin = 0; bin < BINS; bin++) {
      shares[bin] = kept[ofClass][bin] / (double) given[ofClass][bin];
    }
    return shares;
  }

  @Override
  public <R> R match(
      BacktestResult<ClassErrors> result,
      Function<BacktestResult<QuantileErrors>, R> ofQuantiles,
      Function<BacktestResult<ClassErrors>, R> ofClasses) {
    return ofClasses.apply(result);
  }

  /** The metrics that are finite. */
  @Override
  public Map<String, Double> metrics() {
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put("targets", (double) targets);
    metrics.put("accuracy", accuracy());
    metrics.put("balanced-accuracy", balancedAccuracy());
    metrics.put("log-loss", logLoss());
    metrics.put("brier", brier());
    metrics.put("rps", rps());
    metrics.values().removeIf(value -> !Double.isFinite(value));
    return metrics;
  }
}
