package io.foreflow.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.series.SlotGrid;
import io.foreflow.wire.Forecast;
import org.junit.jupiter.api.Test;

class DisplayedSeriesTest {
  private static final float NAN = Float.NaN;

  private final DisplayedSeries series = new DisplayedSeries("a", new SlotGrid(10), 4);

  @Test
  void lateReadingIsPutWhereItBelongs() {
    series.value(10, 1);
    series.value(30, 3);
    series.value(20, 2);

    assertThat(series.picture(4).readings).containsExactly(NAN, 1, 2, 3);
  }

  @Test
  void leavesOutReadingsOlderThanAllKept() {
    series.value(100, 1);
    series.value(60, 9);

    assertThat(series.picture(4).readings).containsExactly(NAN, NAN, NAN, 1);
  }

  @Test
  void forecastShowsBeforeTheFirstReading() {
    series.forecast(
        Forecast.ofQuantiles(
            "a",
            50,
            50,
            "m",
            "1",
            10,
            Forecast.Status.READY,
            new double[] {0.1, 0.5, 0.9},
            new float[] {1, 2, 3}));

    assertThat(series.picture(2).median).containsExactly(2);
    assertThat(series.picture(2).readings).containsExactly(NAN, NAN);
  }
}
