package io.foreflow.evaluation.gate;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What came of the models' forecasts on the held-out end.
 *
 * @param loss the loss that was measured
 * @param naive name of the naive forecast
 * @param series the losses of each series that was compared; all series count alike
 * @param leftOut number of series without a target, or without a scale to measure losses in
 * @param hasChampion whether there is a model in use to compare with
 * @param coverage coverage of the challenger's outer band; empty for a model without a band
 */
public record HeldOutLosses(
    LossMeasure loss,
    String naive,
    List<SeriesLosses> series,
    int leftOut,
    boolean hasChampion,
    Optional<BandCoverage> coverage) {

  public HeldOutLosses {
    series = List.copyOf(series);
  }

  /** The number of targets of all series. */
  public long targets() {
    return series.stream().mapToLong(SeriesLosses::targets).sum();
  }

  /** The series for which both models have a loss that is a number. */
  List<SeriesLosses> pairs() {
    return series.stream().filter(SeriesLosses::isPair).toList();
  }

  /** The mean of a loss over series. NaN without a series. */
  public static double mean(List<SeriesLosses> series, ToDoubleFunction<SeriesLosses> loss) {
    double sum = 0;
    for (SeriesLosses one : series) {
      sum += loss.applyAsDouble(one);
    }
    return sum / series.size();
  }
}
