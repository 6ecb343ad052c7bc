package io.foreflow.evaluation.backtest;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How one forecaster of classes did: in all, for each step of the horizon, and for each series.
 *
 * @param overall over all targets
 * @param bySeries by the index of the series
 * @param byStep by the step of the horizon, beginning with the first
 */
public record ClassScores(
    ClassErrors overall, List<ClassErrors> bySeries, List<ClassErrors> byStep) {

  public ClassScores {
    bySeries = List.copyOf(bySeries);
    byStep = List.copyOf(byStep);
  }

  static ClassScores empty(int classes, int horizon, int series) {
    return new ClassScores(new ClassErrors(classes), many(classes, series), many(classes, horizon));
  }

  private static List<ClassErrors> many(int classes, int count) {
    return IntStream.range(0, count).mapToObj(i -> new ClassErrors(classes)).toList();
  }

  /** Counts one target; the probabilities are [class][step], flattened. */
  void add(int series, int step, int actual, float[] probabilities) {
    int horizon = byStep.size();
    overall.add(actual, probabilities, step - 1, horizon);
    bySeries.get(series).add(actual, probabilities, step - 1, horizon);
    byStep.get(step - 1).add(actual, probabilities, step - 1, horizon);
  }
}
