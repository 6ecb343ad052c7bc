package io.foreflow.trainer.report;

import io.foreflow.evaluation.backtest.ModelReplay;
import io.foreflow.evaluation.backtest.Scores;
import io.foreflow.history.SeriesHistory;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.report.Plot.Band;
import io.foreflow.trainer.report.Plot.Curve;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The last whole forecast of the series that went best, of the middle one, and of the worst. */
final class Fans {

  /** What is shown before the forecast, in horizons. */
  private static final int BEFORE = 3;

  private static final double MEDIAN = 0.5;

  private final StepModel model;
  private final List<SeriesHistory> histories;

  Fans(StepModel model, List<SeriesHistory> histories) {
    this.model = model;
    this.histories = histories;
  }

  List<Plot> plots(Scores scores) {
    int horizon = model.manifest().horizon();
    List<Integer> ranked =
        IntStream.range(0, histories.size())
            .filter(series -> Double.isFinite(scores.mase(series)))
            .filter(series -> histories.get(series).slots() > horizon)
            .boxed()
            .sorted(Comparator.comparingDouble(scores::mase))
            .toList();
    if (ranked.isEmpty()) {
      return List.of();
    }
    List<Plot> plots = new ArrayList<>();
    plots.add(plot("best", ranked.get(0), scores));
    if (ranked.size() > 2) {
      plots.add(plot("median", ranked.get(ranked.size() / 2), scores));
    }
    if (ranked.size() > 1) {
      plots.add(plot("worst", ranked.get(ranked.size() - 1), scores));
    }
    return plots;
  }

  private Plot plot(String rank, int series, Scores scores) {
    SeriesHistory history = histories.get(series);
    int horizon = model.manifest().horizon();
    List<Double> levels = model.manifest().levels();
    int origin = history.slots() - horizon - 1;
    float[] forecast = new float[levels.size() * horizon];
    ModelReplay.step(
        model,
        List.of(history),
        (one, slot, quantiles) -> {
          if (slot == origin) {
            System.arraycopy(quantiles, 0, forecast, 0, forecast.length);
          }
        });
    double[] ahead = new double[horizon];
    for (int step = 1; step <= horizon; step++) {
      ahead[step - 1] = step;
    }
    List<Band> bands = new ArrayList<>();
    for (int low = 0; low < levels.size() / 2; low++) {
      int high = levels.size() - 1 - low;
      bands.add(
          new Band(
              ahead, level(forecast, low, horizon), level(forecast, high, horizon), Ink.MODEL));
    }
    return new Plot(
        "fan-" + rank,
        "%s series: %s, MASE %.3f".formatted(rank, history.series(), scores.mase(series)),
        "slots after the origin",
        List.of(
            actual(history, origin, horizon),
            new Curve(
                "forecast", ahead, level(forecast, levels.indexOf(MEDIAN), horizon), Ink.MODEL)),
        bands);
  }

  private static Curve actual(SeriesHistory history, int origin, int horizon) {
    int from = Math.max(0, origin - BEFORE * horizon);
    double[] x = new double[history.slots() - from];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = from + i - origin;
      y[i] = history.values()[from + i];
    }
    return new Curve("actual", x, y, Ink.ACTUAL);
  }

  private static double[] level(float[] forecast, int level, int horizon) {
    double[] values = new double[horizon];
    for (int step = 0; step < horizon; step++) {
      values[step] = forecast[level * horizon + step];
    }
    return values;
  }
}
