package io.foreflow.trainer.export;

import io.foreflow.manifest.Backtest;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.history.SeriesHistory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How well a model file forecasts the held-out tail of the series, from every origin in it, beside
 * the seasonal naive forecasts: each target the last known reading of the same phase. A target
 * counts only where all of them have a forecast.
 */
public final class TailBacktest {

  private static final double MEDIAN = 0.5;

  private final List<SeriesHistory> histories;
  private final int tail;
  private final int warmup;
  private final List<Integer> seasons;

  /**
   * @param tail slots held out at the end of each series
   * @param warmup slots after the first reading before forecasts count
   * @param seasons of the naive forecasts, the first is the one that errors are measured in; empty
   *     for the last reading
   */
  public TailBacktest(List<SeriesHistory> histories, int tail, int warmup, List<Integer> seasons) {
    this.histories = List.copyOf(histories);
    this.tail = tail;
    this.warmup = warmup;
    this.seasons = seasons.isEmpty() ? List.of(1) : List.copyOf(seasons);
  }

  /** The scores, {@code mase} and {@code wql}, or nothing where no target counts. */
  public Optional<Backtest> run(StepModel model) {
    Manifest manifest = model.manifest();
    Scores ofModel = new Scores(histories.size(), manifest.levels());
    Map<String, Scores> ofNaive = new LinkedHashMap<>();
    List<NaiveForecast> naive = new ArrayList<>();
    for (int season : seasons) {
      naive.add(new NaiveForecast(season));
      ofNaive.put("seasonal-naive-" + season, new Scores(histories.size(), manifest.levels()));
    }
    List<Scores> naiveScores = List.copyOf(ofNaive.values());
    int horizon = manifest.horizon();
    int levels = manifest.levels().size();
    float[] quantiles = new float[levels];
    SeriesStepper.step(
        model,
        histories,
        (series, slot, forecast) -> {
          float[] values = histories.get(series).values();
          if (slot < values.length - tail - 1 || slot < firstReading(values) + warmup - 1) {
            return;
          }
          for (int step = 1; step <= horizon && slot + step < values.length; step++) {
            float actual = values[slot + step];
            int target = step;
            List<Float> guesses = naive.stream().map(one -> one.of(values, slot, target)).toList();
            if (Float.isNaN(actual) || guesses.stream().anyMatch(guess -> guess.isNaN())) {
              continue;
            }
            for (int level = 0; level < levels; level++) {
              quantiles[level] = forecast[level * horizon + step - 1];
            }
            ofModel.add(series, actual, quantiles);
            for (int i = 0; i < guesses.size(); i++) {
              java.util.Arrays.fill(quantiles, guesses.get(i));
              naiveScores.get(i).add(series, actual, quantiles);
            }
          }
        });
    return backtest(ofModel, ofNaive);
  }

  private Optional<Backtest> backtest(Scores ofModel, Map<String, Scores> ofNaive) {
    if (ofModel.isEmpty()) {
      return Optional.empty();
    }
    double[] units = new double[histories.size()];
    for (int i = 0; i < units.length; i++) {
      float[] values = histories.get(i).values();
      units[i] = NaiveForecast.meanChange(values, values.length - tail, seasons.get(0));
    }
    Map<String, Map<String, Double>> baselines = new LinkedHashMap<>();
    ofNaive.forEach((name, scores) -> baselines.put(name, scores.metrics(units)));
    return Optional.of(new Backtest(ofModel.metrics(units), baselines));
  }

  private static int firstReading(float[] values) {
    int first = 0;
    while (first < values.length && Float.isNaN(values[first])) {
      first++;
    }
    return first;
  }

  /** Errors so far, by series for MASE and in all for the quantile loss. */
  private static final class Scores {

    private final double[] absolute;
    private final long[] counts;
    private final List<Double> levels;
    private final int median;
    private double pinball;
    private double size;

    Scores(int series, List<Double> levels) {
      this.absolute = new double[series];
      this.counts = new long[series];
      this.levels = levels;
      this.median = levels.indexOf(MEDIAN);
    }

    boolean isEmpty() {
      return java.util.Arrays.stream(counts).sum() == 0;
    }

    void add(int series, float actual, float[] quantiles) {
      absolute[series] += Math.abs(actual - quantiles[median]);
      counts[series]++;
      size += Math.abs(actual);
      for (int i = 0; i < quantiles.length; i++) {
        double error = actual - quantiles[i];
        double level = levels.get(i);
        pinball += 2 * Math.max(level * error, (level - 1) * error) / quantiles.length;
      }
    }

    /**
     * Metrics that exist: a constant tail of zeros has no weighted loss, a constant history no
     * MASE.
     */
    Map<String, Double> metrics(double[] units) {
      Map<String, Double> metrics = new LinkedHashMap<>();
      double sum = 0;
      int series = 0;
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] > 0 && units[i] > 0) {
          sum += absolute[i] / counts[i] / units[i];
          series++;
        }
      }
      if (series > 0) {
        metrics.put("mase", sum / series);
      }
      if (size > 0) {
        metrics.put("wql", pinball / size);
      }
      metrics.put("targets", (double) java.util.Arrays.stream(counts).sum());
      return metrics;
    }
  }
}
