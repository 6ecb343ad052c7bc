package io.foreflow.cli.score;

import io.foreflow.series.SlotGrid;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.Reading;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares forecasts with readings as they arrive. Either may come first, but the readings of one
 * series come in order of time. Thread-safe.
 */
public final class ForecastScorer {

  private final SlotGrid grid;
  private final int[] seasons;
  private final int capacity;
  private final Map<String, SeriesScore> series = new HashMap<>();

  /**
   * @param seasons slots in each season that a naive forecast repeats; errors are measured in units
   *     of the first one's
   * @param capacity slots to remember of each series: the longest season, the horizon, and how far
   *     a forecast may come behind the newest reading
   */
  public ForecastScorer(SlotGrid grid, List<Integer> seasons, int capacity) {
    this.grid = grid;
    this.seasons = seasons.stream().mapToInt(Integer::intValue).toArray();
    this.capacity = capacity;
  }

  /**
   * Adds a series with its history, which gives the unit of its errors.
   *
   * @param values the readings from {@code firstSlot} on, NaN where missing
   */
  public synchronized void history(String name, long firstSlot, float[] values) {
    SlotRing actuals = new SlotRing(capacity);
    for (int i = 0; i < values.length; i++) {
      actuals.put(firstSlot + i, values[i]);
    }
    series.put(name, new SeriesScore(seasons, naiveError(values, seasons[0]), actuals));
  }

  /** Takes a reading that was sent. A reading of an unknown series or of the past is ignored. */
  public synchronized void reading(Reading reading) {
    SeriesScore score = series.get(reading.series());
    if (score != null) {
      score.actual(grid.slot(reading.time()), reading.value());
    }
  }

  /**
   * Takes a forecast that was received. A forecast that is still warming, or of classes, is
   * ignored.
   */
  public synchronized void forecast(Forecast forecast) {
    SeriesScore score = series.get(forecast.series());
    if (score != null && forecast.status() == Forecast.Status.READY) {
      forecast
          .kind()
          .match(
              quantiles -> Optional.of(ForecastBand.of(forecast, grid)),
              classes -> Optional.<ForecastBand>empty())
          .ifPresent(score::forecast);
    }
  }

  public synchronized Accuracy accuracy() {
    int counted = 0;
    long steps = 0;
    long covered = 0;
    double model = 0;
    double[] naive = new double[seasons.length];
    for (SeriesScore score : series.values()) {
      if (score.scored()) {
        counted++;
        model += score.mase();
        for (int i = 0; i < naive.length; i++) {
          naive[i] += score.maseSeasonalNaive(i);
        }
        steps += score.steps();
        covered += score.covered();
      }
    }
    // 0/0 is NaN: no figure before there is one.
    double best = Arrays.stream(naive).min().orElse(Double.NaN);
    return new Accuracy(model / counted, best / counted, (double) covered / steps, steps);
  }

  /** The seasonal naive's mean absolute error one season ahead; NaN if there is no pair. */
  static double naiveError(float[] values, int season) {
    double sum = 0;
    long pairs = 0;
    for (int i = season; i < values.length; i++) {
      double error = Math.abs((double) values[i] - values[i - season]);
      if (!Double.isNaN(error)) {
        sum += error;
        pairs++;
      }
    }
    return sum / pairs;
  }
}
