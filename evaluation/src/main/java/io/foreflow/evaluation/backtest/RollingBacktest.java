package io.foreflow.evaluation.backtest;

import io.foreflow.evaluation.baseline.Baseline;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.StepModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Walks a model file through histories and holds its forecasts from each origin against what came,
 * beside the baselines'. A target counts only where the model is warm and every baseline has begun,
 * so that all are measured on the same ones. The baselines learn from all that was read before the
 * first forecast that counts.
 */
public final class RollingBacktest {

  private final List<SeriesHistory> histories;
  private final Origins origins;
  private final List<Baseline> baselines;
  private final int season;
  private final int warmup;

  /**
   * @param season whose mean change before the first forecast that counts is the unit of MASE; 1
   *     for the change from slot to slot
   * @param warmup slots after a series' first reading before its forecasts count
   */
  public RollingBacktest(
      List<SeriesHistory> histories,
      Origins origins,
      List<Baseline> baselines,
      int season,
      int warmup) {
    this.histories = List.copyOf(histories);
    this.origins = origins;
    this.baselines = List.copyOf(baselines);
    this.season = season;
    this.warmup = warmup;
  }

  /** Gives all scores. */
  public BacktestResult run(StepModel model) {
    return run(model, (series, slot, forecast) -> {});
  }

  /** Gives all scores, and hands on the model's forecast from each origin, warm or not. */
  public BacktestResult run(StepModel model, ModelReplay.Sink forecasts) {
    Manifest manifest = model.manifest();
    if (!manifest.classes().isEmpty()) {
      throw new IllegalArgumentException(
          "the model "
              + manifest.model()
              + " gives probabilities of "
              + manifest.classes()
              + "; those are held against what came by DirectionBacktest");
    }
    Board board = new Board(manifest);
    ModelReplay.step(
        model,
        histories,
        (series, slot, forecast) -> {
          SeriesHistory history = histories.get(series);
          if (origins.include(history, slot)) {
            forecasts.forecast(series, slot, forecast);
            board.score(series, slot, forecast);
          }
        });
    return board.result();
  }

  /** One run's sums. */
  private final class Board {
    private final int horizon;
    private final Scores ofModel;
    private final Map<String, Scores> ofBaselines = new LinkedHashMap<>();
    private final List<Scores> inOrder;
    private final BaselineRun[] contests = new BaselineRun[histories.size()];
    private final double[] units = new double[contests.length];
    private final int[] firstReadings = new int[contests.length];
    private final int[] firstCounted = new int[contests.length];
    private final BacktestExtent.Counter extent = new BacktestExtent.Counter();

    Board(Manifest manifest) {
      horizon = manifest.horizon();
      List<Double> levels = manifest.levels();
      double[] asArray = levels.stream().mapToDouble(Double::doubleValue).toArray();
      for (int i = 0; i < units.length; i++) {
        SeriesHistory history = histories.get(i);
        firstReadings[i] = NaiveErrors.firstReading(history.values());
        firstCounted[i] = firstFrom(history, firstReadings[i] + warmup - 1);
        units[i] = NaiveErrors.mean(history.values(), firstCounted[i] + 1, season);
        contests[i] = new BaselineRun(history, baselines, asArray, horizon);
      }
      ofModel = new Scores(levels, horizon, units);
      baselines.forEach(one -> ofBaselines.put(one.name(), new Scores(levels, horizon, units)));
      inOrder = List.copyOf(ofBaselines.values());
    }

    /** The first origin at or after a slot that is warm. */
    private int firstFrom(SeriesHistory history, int warm) {
      int first = origins.first(history);
      int stride = origins.stride();
      return warm <= first ? first : first + (warm - first + stride - 1) / stride * stride;
    }

    void score(int series, int slot, float[] forecast) {
      if (slot < firstCounted[series]) {
        return;
      }
      BaselineRun contest = contests[series];
      contest.follow(slot);
      if (!contest.began()) {
        return;
      }
      count(series, slot);
      add(ofModel, series, slot, forecast);
      for (int i = 0; i < inOrder.size(); i++) {
        add(inOrder.get(i), series, slot, contest.quantiles(i));
      }
    }

    private void count(int series, int slot) {
      SeriesHistory history = histories.get(series);
      int first = 0;
      int last = 0;
      for (int step = 1; step <= horizon && slot + step < history.slots(); step++) {
        if (!Float.isNaN(history.values()[slot + step])) {
          first = first == 0 ? step : first;
          last = step;
        }
      }
      if (first > 0) {
        long origin = history.firstSlot() + slot;
        extent.add(history.series(), origin + first, origin + last);
      }
    }

    private void add(Scores scores, int series, int slot, float[] forecast) {
      float[] values = histories.get(series).values();
      for (int step = 1; step <= horizon && slot + step < values.length; step++) {
        float actual = values[slot + step];
        if (!Float.isNaN(actual)) {
          scores.add(series, step, actual, forecast);
        }
      }
    }

    BacktestResult result() {
      return new BacktestResult(
          histories.stream().map(SeriesHistory::series).toList(),
          ofModel,
          ofBaselines,
          extent.extent(),
          past());
    }

    private KnownPast past() {
      int parts = 0;
      int cold = 0;
      int withoutUnit = 0;
      for (int i = 0; i < contests.length; i++) {
        if (ofModel.bySeries().get(i).targets() > 0) {
          parts++;
          cold += firstCounted[i] + 1 - firstReadings[i] < KnownPast.needed(season) ? 1 : 0;
          withoutUnit += units[i] == 0 ? 1 : 0;
        }
      }
      return new KnownPast(season, parts, cold, withoutUnit);
    }
  }
}
