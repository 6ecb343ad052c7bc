package io.foreflow.cli.demo;

import io.foreflow.cli.view.ChartData;
import io.foreflow.series.SlotGrid;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.Reading;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A series on the screen: its newest readings and its newest forecast. Thread-safe. */
final class DisplayedSeries {

  private static final int KEPT = 512;

  private final String series;
  private final SlotGrid grid;
  private final float[] readings = new float[KEPT];
  private long newest = Long.MIN_VALUE;
  private @Nullable ForecastBand forecast;

  DisplayedSeries(String series, SlotGrid grid) {
    this.series = series;
    this.grid = grid;
    Arrays.fill(readings, Float.NaN);
  }

  String series() {
    return series;
  }

  synchronized void reading(Reading reading) {
    long slot = grid.slot(reading.time());
    for (long skipped = Math.max(newest + 1, slot - KEPT + 1); skipped < slot; skipped++) {
      readings[index(skipped)] = Float.NaN;
    }
    readings[index(slot)] = reading.value();
    newest = slot;
  }

  synchronized void forecast(Forecast seen) {
    forecast = ForecastBand.of(seen, grid);
  }

  /** The newest forecast, and the last readings before it. */
  synchronized ChartData picture(int past) {
    ForecastBand band = forecast;
    if (band == null || newest - band.cutoff() >= KEPT) {
      float[] none = {};
      return new ChartData(readingsUpTo(newest, past), none, none, none);
    }
    int horizon = band.horizon();
    float[] low = new float[horizon];
    float[] median = new float[horizon];
    float[] high = new float[horizon];
    for (int step = 0; step < horizon; step++) {
      low[step] = band.low(step);
      median[step] = band.median(step);
      high[step] = band.high(step);
    }
    return new ChartData(readingsUpTo(band.cutoff(), past), low, median, high);
  }

  private float[] readingsUpTo(long last, int past) {
    float[] values = new float[past];
    Arrays.fill(values, Float.NaN);
    for (int i = 0; i < past; i++) {
      long slot = last - past + 1 + i;
      if (newest != Long.MIN_VALUE && slot > newest - KEPT && slot <= newest) {
        values[i] = readings[index(slot)];
      }
    }
    return values;
  }

  private static int index(long slot) {
    return (int) Math.floorMod(slot, (long) KEPT);
  }
}
