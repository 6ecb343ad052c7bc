package io.foreflow.evaluation.backtest;

import io.foreflow.history.SeriesHistory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sums of one backtest for the model and for the baselines. Not thread-safe. */
final class ScoreBoard<E extends ForecastErrors<E>> {

  private final Targets<E> targets;
  private final int horizon;

  /** The baselines of series that have begun and not ended. */
  private final @Nullable BaselineRun[] baselineRuns;

  private final int[] firstReadings;
  private final int[] firstCounted;
  private final Scores<E> ofModel;
  private final Map<String, Scores<E>> ofBaselines = new LinkedHashMap<>();
  private final List<Scores<E>> inOrder;
  private final BacktestExtent.Counter extent = new BacktestExtent.Counter();

  ScoreBoard(Targets<E> targets, Origins origins, int warmup, int horizon) {
    this.targets = targets;
    this.horizon = horizon;
    int series = targets.histories().size();
    baselineRuns = new @Nullable BaselineRun[series];
    firstReadings = new int[series];
    firstCounted = new int[series];
    List<Supplier<E>> bySeries = new ArrayList<>();
    for (int i = 0; i < series; i++) {
      SeriesHistory history = targets.histories().get(i);
      firstReadings[i] = FirstReading.of(history);
      firstCounted[i] = firstFrom(origins, history, firstReadings[i] + warmup - 1);
      bySeries.add(targets.errors(i, firstCounted[i]));
    }
    ofModel = scores(bySeries);
    targets.baselines().forEach(name -> ofBaselines.put(name, scores(bySeries)));
    inOrder = List.copyOf(ofBaselines.values());
  }

  private Scores<E> scores(List<Supplier<E>> bySeries) {
    return new Scores<>(
        targets.errors(),
        bySeries.stream().map(Supplier::get).toList(),
        Stream.generate(targets::errors).limit(horizon).toList());
  }

  /** The first origin that is at or after the first warm slot. */
  private static int firstFrom(Origins origins, SeriesHistory history, int warm) {
    int first = origins.first(history);
    int stride = origins.stride();
    return warm <= first ? first : first + (warm - first + stride - 1) / stride * stride;
  }

  /**
   * Counts the model's forecast from an origin, and the baselines' forecasts from it. False if the
   * model isn't warm or the baselines have not begun, so that nothing counts.
   */
  boolean score(int series, int slot, float[] forecast) {
    if (slot < firstCounted[series]) {
      return false;
    }
    BaselineRun baselines = baselineRuns[series];
    if (baselines == null) {
      baselines = targets.baselineRun(series, horizon);
      baselineRuns[series] = baselines;
    }
    baselines.follow(slot);
    if (!baselines.began()) {
      return false;
    }
    count(series, slot);
    add(ofModel, series, slot, forecast);
    for (int i = 0; i < inOrder.size(); i++) {
      add(inOrder.get(i), series, slot, baselines.forecast(i));
    }
    return true;
  }

  /** Forgets the baselines of a series, which has no more forecasts. */
  void ended(int series) {
    baselineRuns[series] = null;
  }

  private void count(int series, int slot) {
    int first = 0;
    int last = 0;
    for (int step = 1; step <= horizon; step++) {
      if (!Float.isNaN(targets.came(series, slot, step))) {
        first = first == 0 ? step : first;
        last = step;
      }
    }
    if (first > 0) {
      SeriesHistory history = targets.histories().get(series);
      long origin = history.firstSlot() + slot;
      extent.add(history.series(), origin + first, origin + last);
    }
  }

  private void add(Scores<E> scores, int series, int slot, float[] forecast) {
    for (int step = 1; step <= horizon; step++) {
      float came = targets.came(series, slot, step);
      if (!Float.isNaN(came)) {
        scores.add(series, step, came, forecast);
      }
    }
  }

  BacktestResult<E> result() {
    int[] known = new int[firstCounted.length];
    for (int i = 0; i < known.length; i++) {
      known[i] = firstCounted[i] + 1 - firstReadings[i];
    }
    return new BacktestResult<>(
        targets.histories().stream().map(SeriesHistory::series).toList(),
        ofModel,
        ofBaselines,
        extent.extent(),
        targets.past(ofModel.bySeries(), known));
  }
}
