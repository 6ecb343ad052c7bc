package io.foreflow.benchmarks.accuracy;

import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.backtest.CalibratedReplay;
import io.foreflow.evaluation.backtest.QuantileErrors;
import io.foreflow.evaluation.backtest.ReadingTargets;
import io.foreflow.evaluation.backtest.RollingBacktest;
import io.foreflow.evaluation.baseline.Baselines;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.ForecastKind;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.StepModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps a seed model through public series, and compares its forecasts and the naive ones with what
 * came. The model is never trained on any of them.
 */
final class ZeroShotBench {

  private final Path data;
  private final boolean calibrated;

  /**
   * @param data the folder of the data sets
   * @param calibrated whether the bands are calibrated online, too, which takes twice the time
   */
  ZeroShotBench(Path data, boolean calibrated) {
    this.data = data;
    this.calibrated = calibrated;
  }

  /** The rows of a set, each with at least one target. */
  List<ZeroShotRow> run(ZeroShotSet set, StepModel model) throws IOException {
    Manifest manifest = model.manifest();
    List<SeriesHistory> series = set.source().read(data);
    RollingBacktest<QuantileErrors> backtest = backtest(set, manifest, series);
    List<ZeroShotRow> rows = rows(set, backtest.run(model));
    if (calibrated) {
      CalibratedReplay calibration = new CalibratedReplay(manifest, series, set.origins());
      List<ZeroShotRow> changed =
          rows(set, backtest.runCalibrated(model, calibration, (one, slot, forecast) -> {}));
      for (int i = 0; i < rows.size(); i++) {
        rows.set(i, rows.get(i).withCalibrated(changed.get(i).coverage()));
      }
    }
    return rows;
  }

  private static RollingBacktest<QuantileErrors> backtest(
      ZeroShotSet set, Manifest manifest, List<SeriesHistory> series) {
    ReadingTargets targets =
        new ReadingTargets(
            new ForecastKind.Quantiles(manifest.levels()),
            series,
            Baselines.naive(List.of(set.season())),
            set.season());
    return new RollingBacktest<>(targets, set.origins(), manifest.warmup());
  }

  private static List<ZeroShotRow> rows(ZeroShotSet set, BacktestResult<QuantileErrors> result) {
    List<ZeroShotRow> rows = new ArrayList<>();
    if (!set.apart()) {
      rows.add(ZeroShotRow.ofAll(set, result));
      return rows;
    }
    for (int i = 0; i < result.series().size(); i++) {
      if (result.model().bySeries().get(i).targets() > 0) {
        rows.add(ZeroShotRow.ofOne(set, result, i));
      }
    }
    return rows;
  }
}
