package io.foreflow.evaluation.backtest;

import io.foreflow.evaluation.baseline.Baseline;
import io.foreflow.evaluation.baseline.Baselines;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.ForecastKind;
import io.foreflow.outcome.SeasonalNaive;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The readings of histories, which quantiles are compared with.
 *
 * @param kind levels of the quantiles
 * @param histories histories of the series
 * @param forecasters the baselines; they learn from all readings before the first forecast that
 *     counts
 * @param season length of the season in slots; the unit of MASE is the mean change over a season
 *     before the first forecast that counts; 1 for the change from slot to slot
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

  /** Creates targets with all baselines for these seasons. MASE uses the first season. */
  public static ReadingTargets of(
      ForecastKind.Quantiles kind, List<SeriesHistory> histories, List<Integer> seasons) {
    int unit = seasons.isEmpty() ? 1 : seasons.get(0);
    return new ReadingTargets(kind, histories, Baselines.all(seasons), unit);
  }

  @Override
  public float came(int series, int slot, int step) {
    SeriesHistory history = histories.get(series);
    int target = slot + step;
    return target < history.slots() ? history.value(target) : Float.NaN;
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
    double unit = SeasonalNaive.meanError(histories.get(series).values(), firstOrigin + 1, season);
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
