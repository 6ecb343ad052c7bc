package io.foreflow.evaluation.report;

import io.foreflow.evaluation.backtest.CalibratedReplay;
import io.foreflow.evaluation.backtest.ModelReplay;
import io.foreflow.evaluation.backtest.QuantileErrors;
import io.foreflow.evaluation.backtest.Scores;
import io.foreflow.evaluation.report.Plot.Band;
import io.foreflow.evaluation.report.Plot.Curve;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.StepModel;
import io.foreflow.series.SlotGrid;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The last whole forecasts of three series: the best one, the middle one and the worst one. */
final class FanPlots {

  /** The length of the past that is shown before the forecast, in horizons. */
  private static final int BEFORE = 3;

  private static final double MEDIAN = 0.5;

  private final StepModel model;
  private final List<SeriesHistory> histories;
  private final ZoneId zone;
  private final Optional<CalibratedReplay> calibration;

  /**
   * @param zone the zone of the times on the bottom axis
   * @param calibration of the forecasts; empty if they are the model's own
   */
  FanPlots(
      StepModel model,
      List<SeriesHistory> histories,
      ZoneId zone,
      Optional<CalibratedReplay> calibration) {
    this.model = model;
    this.histories = histories;
    this.zone = zone;
    this.calibration = calibration;
  }

  List<Plot> plots(Scores<QuantileErrors> scores) {
    int horizon = model.manifest().horizon();
    List<Integer> ranked =
        IntStream.range(0, histories.size())
            .filter(series -> Double.isFinite(scores.bySeries().get(series).mase()))
            .filter(series -> histories.get(series).slots() > horizon)
            .boxed()
            .sorted(
                Comparator.comparingDouble(
                    (Integer series) -> scores.bySeries().get(series).mase()))
            .toList();
    if (ranked.isEmpty()) {
      return List.of();
    }
    List<Plot> plots = new ArrayList<>();
    plots.add(plot("best", "Best series", ranked.get(0), scores));
    if (ranked.size() > 2) {
      plots.add(plot("median", "Middle series", ranked.get(ranked.size() / 2), scores));
    }
    if (ranked.size() > 1) {
      plots.add(plot("worst", "Worst series", ranked.get(ranked.size() - 1), scores));
    }
    return plots;
  }

  /** An explanation of the plots in plain sentences. */
  static String explanation(Manifest manifest) {
    List<String> bands = new ArrayList<>();
    for (int low = 0; low < manifest.levels().size() / 2; low++) {
      bands.add(band(manifest, low));
    }
    String median =
        "The bold line is the median: half of the readings should come above it, half below.";
    if (bands.isEmpty()) {
      return median;
    }
    String areas =
        bands.size() == 1
            ? "The shaded area is the " + bands.get(0)
            : "The shaded areas are the "
                + String.join(", the ", bands.subList(0, bands.size() - 1))
                + " and the "
                + bands.get(bands.size() - 1);
    long share = share(manifest, 0);
    return "%s %s: %d of 100 readings should fall into the %s."
        .formatted(median, areas, share, bands.size() == 1 ? "band" : bands.get(0));
  }

  private static long share(Manifest manifest, int low) {
    List<Double> levels = manifest.levels();
    return Math.round(100 * (levels.get(levels.size() - 1 - low) - levels.get(low)));
  }

  private static String band(Manifest manifest, int low) {
    return share(manifest, low) + "\u00a0% band";
  }

  private Plot plot(String id, String rank, int series, Scores<QuantileErrors> scores) {
    Manifest manifest = model.manifest();
    SeriesHistory history = histories.get(series);
    int horizon = manifest.horizon();
    List<Double> levels = manifest.levels();
    int origin = history.slots() - horizon - 1;
    float[] forecast = forecast(series, origin);
    double[] ahead = times(history, origin + 1, horizon);
    List<Band> bands = new ArrayList<>();
    for (int low = 0; low < levels.size() / 2; low++) {
      int high = levels.size() - 1 - low;
      bands.add(
          new Band(
              band(manifest, low) + (calibration.isPresent() ? ", calibrated" : ""),
              ahead,
              level(forecast, low, horizon),
              level(forecast, high, horizon)));
    }
    return new Plot(
        "fan-" + id,
        rank + ": " + history.series(),
        "readings, in their own unit",
        "time (" + TimeText.zone(zone) + ")",
        new TimeScale(zone),
        NumberScale.VALUE,
        List.of(
            actual(history, origin, horizon),
            new Curve(
                "median",
                ahead,
                level(forecast, levels.indexOf(MEDIAN), horizon),
                LineStyle.MODEL)),
        bands,
        OptionalDouble.of(times(history, origin, 1)[0]),
        "MASE of the series: "
            + SignificantDigits.three(scores.bySeries().get(series).mase())
            + ".");
  }

  private float[] forecast(int series, int origin) {
    ModelReplay.Sink calibrated =
        calibration.map(online -> online.again(series)).orElse((one, slot, quantiles) -> {});
    float[] forecast = new float[model.manifest().levels().size() * model.manifest().horizon()];
    ModelReplay.step(
        model,
        List.of(histories.get(series)),
        (one, slot, quantiles) -> {
          calibrated.forecast(one, slot, quantiles);
          if (slot == origin) {
            System.arraycopy(quantiles, 0, forecast, 0, forecast.length);
          }
        });
    return forecast;
  }

  private Curve actual(SeriesHistory history, int origin, int horizon) {
    int from = Math.max(0, origin - BEFORE * horizon);
    double[] y = new double[history.slots() - from];
    for (int i = 0; i < y.length; i++) {
      y[i] = history.value(from + i);
    }
    return new Curve("actual", times(history, from, y.length), y, LineStyle.ACTUAL);
  }

  /** The times of consecutive slots of a series, in epoch milliseconds. */
  private double[] times(SeriesHistory history, int from, int count) {
    SlotGrid grid = SlotGrid.of(model.manifest());
    double[] times = new double[count];
    for (int i = 0; i < count; i++) {
      times[i] = grid.timeOf(history.firstSlot() + from + i);
    }
    return times;
  }

  private static double[] level(float[] forecast, int level, int horizon) {
    double[] values = new double[horizon];
    for (int step = 0; step < horizon; step++) {
      values[step] = forecast[level * horizon + step];
    }
    return values;
  }
}
