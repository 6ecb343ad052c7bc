package io.foreflow.benchmarks.anomaly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * A detector that opens an episode when a score passes the threshold of its series, and closes it
 * as an {@link io.foreflow.outcome.AnomalyWatch} does.
 *
 * <p>It has the same budget of false alarms as the episodes: the threshold of a series is a
 * quantile of its scores. The quantile is the same for all series. It is the lowest one with which
 * all of them together give no more false alarms than the episodes did on the same series.
 */
final class ScoredDetector {

  private static final int MERGE = 6;
  private static final int HALVINGS = 30;

  private final Supplier<Scorer> scorers;
  private final double[] thresholds;

  private ScoredDetector(Supplier<Scorer> scorers, double[] thresholds) {
    this.scorers = scorers;
    this.thresholds = thresholds;
  }

  /**
   * A detector with thresholds for a budget.
   *
   * @param series those on which it keeps the budget
   * @param falseAlarms counts those that are false
   * @param budget how many may be false
   */
  static ScoredDetector of(
      Supplier<Scorer> scorers,
      List<WatchedSeries> series,
      ToIntFunction<List<Alarm>> falseAlarms,
      int budget) {
    List<double[]> scores = new ArrayList<>();
    List<double[]> sorted = new ArrayList<>();
    for (WatchedSeries one : series) {
      double[] of = scores(scorers, one);
      scores.add(of);
      sorted.add(
          Arrays.stream(of, one.counted(), of.length)
              .filter(score -> !Double.isNaN(score))
              .sorted()
              .toArray());
    }
    double few = 1;
    double many = 0;
    double[] thresholds = thresholds(sorted, few);
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (few + many) / 2;
      double[] tried = thresholds(sorted, middle);
      if (falseAlarms.applyAsInt(alarms(series, scores, tried)) > budget) {
        many = middle;
      } else {
        few = middle;
        thresholds = tried;
      }
    }
    return new ScoredDetector(scorers, thresholds);
  }

  private static double[] thresholds(List<double[]> sorted, double quantile) {
    return sorted.stream()
        .mapToDouble(
            of -> {
              int rank = (int) Math.floor(quantile * of.length);
              return rank >= of.length ? Double.POSITIVE_INFINITY : of[rank];
            })
        .toArray();
  }

  private static double[] scores(Supplier<Scorer> scorers, WatchedSeries one) {
    Scorer scorer = scorers.get();
    float[] values = one.history().values();
    double[] scores = new double[values.length];
    for (int slot = 0; slot < values.length; slot++) {
      scores[slot] = Float.isNaN(values[slot]) ? Double.NaN : scorer.next(values[slot]);
    }
    return scores;
  }

  /** The alarms in the part that counts. */
  List<Alarm> alarms(List<WatchedSeries> series) {
    return alarms(series, series.stream().map(one -> scores(scorers, one)).toList(), thresholds);
  }

  private static List<Alarm> alarms(
      List<WatchedSeries> series, List<double[]> scores, double[] thresholds) {
    List<Alarm> alarms = new ArrayList<>();
    for (int index = 0; index < series.size(); index++) {
      double[] of = scores.get(index);
      int begin = -1;
      int last = 0;
      for (int slot = series.get(index).counted(); slot < of.length; slot++) {
        boolean strange = of[slot] >= thresholds[index];
        if (begin >= 0 && !strange && slot - last >= MERGE) {
          alarms.add(new Alarm(index, begin, last, false));
          begin = -1;
        }
        if (strange) {
          last = slot;
          begin = begin < 0 ? slot : begin;
        }
      }
      if (begin >= 0) {
        alarms.add(new Alarm(index, begin, last, false));
      }
    }
    return alarms;
  }
}
