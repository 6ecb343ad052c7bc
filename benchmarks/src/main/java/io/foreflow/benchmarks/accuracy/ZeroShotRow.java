package io.foreflow.benchmarks.accuracy;

import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.backtest.QuantileErrors;
import io.foreflow.evaluation.backtest.Scores;
import org.jspecify.annotations.Nullable;

/**
 * The scores of a seed model on one task, next to those of the seasonal naive forecast. A score is
 * NaN where it does not exist: MASE of a series that repeats itself exactly, wQL of zeros.
 *
 * @param task name of the task
 * @param kind kind of the seed model
 * @param series number of series
 * @param targets number of readings that forecasts were compared with
 * @param mase mean of the series' MASE
 * @param seasonalMase the same of the seasonal naive forecast
 * @param naiveMase the same of the newest reading as forecast
 * @param wql weighted quantile loss
 * @param seasonalWql the same of the seasonal naive forecast
 * @param smape mean of 200 |error| / (|actual| + |forecast|)
 * @param coverage share of the readings in the outer band
 * @param calibrated the same of bands that were calibrated online; null if that was not asked for
 */
public record ZeroShotRow(
    String task,
    String kind,
    int series,
    long targets,
    double mase,
    double seasonalMase,
    double naiveMase,
    double wql,
    double seasonalWql,
    double smape,
    double coverage,
    @Nullable Double calibrated) {

  /** MASE relative to the seasonal naive forecast. */
  public double maseRatio() {
    return mase / seasonalMase;
  }

  /** The weighted quantile loss relative to the seasonal naive forecast. */
  public double wqlRatio() {
    return wql / seasonalWql;
  }

  /** MASE of the newest reading relative to the seasonal naive forecast. */
  public double naiveRatio() {
    return naiveMase / seasonalMase;
  }

  /** The share of readings in calibrated bands. NaN if it was not asked for. */
  double calibratedShare() {
    return calibrated == null ? Double.NaN : calibrated;
  }

  /** The row of all series of a set. */
  static ZeroShotRow ofAll(ZeroShotSet set, BacktestResult<QuantileErrors> result) {
    Scores<QuantileErrors> model = result.model();
    Scores<QuantileErrors> seasonal = seasonal(set, result);
    QuantileErrors overall = model.overall();
    return new ZeroShotRow(
        set.name(),
        set.kind(),
        result.extent().series(),
        overall.targets(),
        QuantileErrors.meanMase(model.bySeries()),
        QuantileErrors.meanMase(seasonal.bySeries()),
        QuantileErrors.meanMase(naive(result).bySeries()),
        overall.wql(),
        seasonal.overall().wql(),
        overall.smape(),
        overall.coverage(),
        null);
  }

  /** The row of one series of a set. */
  static ZeroShotRow ofOne(ZeroShotSet set, BacktestResult<QuantileErrors> result, int series) {
    QuantileErrors own = result.model().bySeries().get(series);
    QuantileErrors seasonal = seasonal(set, result).bySeries().get(series);
    return new ZeroShotRow(
        set.name() + "/" + result.series().get(series),
        set.kind(),
        1,
        own.targets(),
        own.mase(),
        seasonal.mase(),
        naive(result).bySeries().get(series).mase(),
        own.wql(),
        seasonal.wql(),
        own.smape(),
        own.coverage(),
        null);
  }

  /** A copy with the coverage of the calibrated bands. */
  ZeroShotRow withCalibrated(double share) {
    return new ZeroShotRow(
        task,
        kind,
        series,
        targets,
        mase,
        seasonalMase,
        naiveMase,
        wql,
        seasonalWql,
        smape,
        coverage,
        share);
  }

  private static Scores<QuantileErrors> seasonal(
      ZeroShotSet set, BacktestResult<QuantileErrors> result) {
    return baseline(result, "seasonal-naive-" + set.season());
  }

  private static Scores<QuantileErrors> naive(BacktestResult<QuantileErrors> result) {
    return baseline(result, "naive");
  }

  private static Scores<QuantileErrors> baseline(
      BacktestResult<QuantileErrors> result, String name) {
    Scores<QuantileErrors> found = result.baselines().get(name);
    if (found == null) {
      throw new IllegalStateException("no baseline " + name + " in " + result.baselines().keySet());
    }
    return found;
  }
}
