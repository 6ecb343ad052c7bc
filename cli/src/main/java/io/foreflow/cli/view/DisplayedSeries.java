package io.foreflow.cli.view;

import io.foreflow.series.SlotGrid;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.Reading;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A series on the screen: its newest readings and its newest forecast. It has no slots while a
 * market is closed, as far as forecasts tell. Thread-safe.
 */
public final class DisplayedSeries {

  private static final int WIDEST = 512;

  private final String series;
  private final ToldSlots slots;
  private final float[] readings;
  private long newest = Long.MIN_VALUE;
  private long newestTime = Long.MIN_VALUE;
  private @Nullable ForecastBand forecast;

  /** A series with as many readings as the widest screen shows. */
  public DisplayedSeries(String series, SlotGrid grid) {
    this(series, grid, WIDEST);
  }

  /**
   * @param kept how many of the newest readings are kept
   */
  public DisplayedSeries(String series, SlotGrid grid, int kept) {
    this.series = series;
    this.slots = new ToldSlots(grid);
    this.readings = new float[kept];
    Arrays.fill(readings, Float.NaN);
  }

  public String series() {
    return series;
  }

  public void reading(Reading reading) {
    value(reading.time(), reading.value());
  }

  /**
   * Takes the value of the slot that holds a time. One that comes late is put where it belongs. One
   * of a time in which the market is closed is left out.
   */
  public synchronized void value(long time, float value) {
    if (slots.isClosed(time)) {
      return;
    }
    newestTime = Math.max(newestTime, time);
    long slot = slots.number(time);
    for (long skipped = Math.max(newest + 1, slot - readings.length + 1);
        skipped < slot;
        skipped++) {
      readings[index(skipped)] = Float.NaN;
    }
    if (newest == Long.MIN_VALUE || slot > newest - readings.length) {
      readings[index(slot)] = value;
      newest = Math.max(newest, slot);
    }
  }

  /** Takes a forecast of quantiles. */
  public synchronized void forecast(Forecast seen) {
    slots.take(seen, newestTime);
    forecast = ForecastBand.of(seen, slots.number(seen.cutoff()));
  }

  /** The newest forecast, and the last readings before it. */
  public synchronized ChartData picture(int past) {
    ForecastBand band = forecast;
    boolean outlived =
        band != null && newest != Long.MIN_VALUE && newest - band.cutoff() >= readings.length;
    if (band == null || outlived) {
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
      if (newest != Long.MIN_VALUE && slot > newest - readings.length && slot <= newest) {
        values[i] = readings[index(slot)];
      }
    }
    return values;
  }

  private int index(long slot) {
    return (int) Math.floorMod(slot, (long) readings.length);
  }
}
