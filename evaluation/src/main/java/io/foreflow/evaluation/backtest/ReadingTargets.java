package io.foreflow.evaluation.backtest;

import io.foreflow.evaluation.baseline.Baseline;
import io.foreflow.evaluation.baseline.Baselines;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.ForecastKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The readings of some histories, to compare quantiles with.
 *
 * @param kind the quantiles
 * @param histories of the series
 * @param forecasters the simple forecasts; they learn from all that was read before the first
 *     forecast that counts
 * @param season the mean change over so many slots before the first forecast that counts is the
 *     unit of MASE; 1 for the change from slot to slot
 */
public record ReadingTargets(
    ForecastKind.Quantiles kind,
    List<SeriesHistory> histories,
    List<Baseline> forecasters,
    int season)
    implements Targets<QuantileErrors> {

  public ReadingTargets {
    histories = List.copyOf(histories);
    forecasters = List.copyOf(forecasters);
  }

  /** With all baselines for seasons of so many slots, the first of which is the unit of MASE. */
  public static ReadingTargets of(
      ForecastKind.Quantiles kind, List<SeriesHistory> histories, List<Integer> seasons) {
    int unit = seasons.isEmpty() ? 1 : seasons.get(0);
    return new ReadingTargets(kind, histories, Baselines.all(seasons), unit);
  }

  @Override
  public float came(int series, int slot, int step) {
    float[] values = histories.get(series).values();
    int target = slot + step;
    return target < values.length ? values[target] : Float.NaN;
  }

  @Override
  public List<String> baselines() {
    return forecasters.stream().map(Baseline::name).toList();
  }

  @Override
  public BaselineRun baselineRun(int series, int horizon) {
    return new QuantileBaselineRun(histories.get(series), forecasters, kind.levels(), horizon);
  }

  @Override
  public QuantileErrors errors() {
    return new QuantileErrors(kind, 0);
  }

  @Override
  public Supplier<QuantileErrors> errors(int series, int firstOrigin) {
    double unit = NaiveErrors.mean(histories.get(series).values(), firstOrigin + 1, season);
    return () -> new QuantileErrors(kind, unit);
  }

  @Override
  public Optional<KnownPast> past(List<QuantileErrors> bySeries, int[] known) {
    int parts = 0;
    int cold = 0;
    int withoutUnit = 0;
    for (int i = 0; i < known.length; i++) {
      if (bySeries.get(i).targets() > 0) {
        parts++;
        cold += known[i] < KnownPast.needed(season) ? 1 : 0;
        withoutUnit += bySeries.get(i).hasUnit() ? 0 : 1;
      }
    }
    return Optional.of(new KnownPast(season, parts, cold, withoutUnit));
  }
}
