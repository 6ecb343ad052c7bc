package io.foreflow.cli.canary;

import io.foreflow.evaluation.gate.SignFlipTest;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How both versions did, over all series that can be compared. Series count alike.
 *
 * @param series those that can be compared
 * @param onlyNew number of series that have scores of the new version, and none of the old one that
 *     they can be compared with
 * @param onlyOld number of series that have scores of the old version and none of the new one
 */
public record LiveComparison(
    Basis basis, List<SeriesComparison> series, long onlyNew, long onlyOld) {

  public LiveComparison {
    series = List.copyOf(series);
  }

  /** The number of forecasts that count, of each version. */
  public long forecasts() {
    return series.stream().mapToLong(SeriesComparison::forecasts).sum();
  }

  /** The mean loss of the new version, in scales of the series. NaN without a series. */
  public double newLoss() {
    return mean(SeriesComparison::newLoss);
  }

  /** The mean loss of the old version. */
  public double oldLoss() {
    return mean(SeriesComparison::oldLoss);
  }

  /** The error of the new version in that of the naive forecast of the same readings. */
  public double newMase() {
    return sum(SeriesComparison::newError) / sum(SeriesComparison::newNaive);
  }

  /** The error of the old version in that of the naive forecast of the same readings. */
  public double oldMase() {
    return sum(SeriesComparison::oldError) / sum(SeriesComparison::oldNaive);
  }

  /** Beginning of the range of the new version that is compared, in epoch milliseconds. */
  public long from() {
    return series.stream().mapToLong(SeriesComparison::from).min().orElse(0);
  }

  /** End of that range. */
  public long end() {
    return series.stream().mapToLong(SeriesComparison::end).max().orElse(0);
  }

  /** The length of that range. */
  public Duration time() {
    return Duration.ofMillis(end() - from());
  }

  /** The probability that chance alone gives such a loss of the new version over the series. */
  public double chance() {
    return SignFlipTest.pValue(
        series.stream().mapToDouble(one -> one.newLoss() - one.oldLoss()).toArray());
  }

  private double mean(ToDoubleFunction<SeriesComparison> value) {
    return sum(value) / series.size();
  }

  private double sum(ToDoubleFunction<SeriesComparison> value) {
    return series.stream().mapToDouble(value).sum();
  }
}
