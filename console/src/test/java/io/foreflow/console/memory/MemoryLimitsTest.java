package io.foreflow.console.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.wire.Forecast;
import io.foreflow.wire.Reading;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept, and what goes first. */
class MemoryLimitsTest {

  private static final long HOUR = 3_600_000;
  private static final double[] LEVELS = {0.1, 0.5, 0.9};

  private long now = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
  private final InstantSource clock = () -> Instant.ofEpochMilli(now);

  private void reading(PipelineMemory memory, String series, long time) {
    memory.reading(new Reading(series, time, time % 7), new Arrival("readings", 0, now, true));
  }

  private void forecast(PipelineMemory memory, String series, long cutoff, float[] quantiles) {
    memory.forecast(
        Forecast.ofQuantiles(
            series,
            cutoff,
            cutoff,
            "m",
            "1",
            HOUR,
            Forecast.Status.READY,
            LEVELS,
            quantiles.clone()),
        false,
        new Arrival("forecasts", 0, now, true));
  }

  @Test
  void keepsTheNewestReadingsAndCutoffs() {
    PipelineMemory memory = new PipelineMemory(new MemoryLimits(10, 100, 5, 1 << 24), clock);
    for (int hour = 0; hour < 250; hour++) {
      reading(memory, "s", hour * HOUR);
      forecast(memory, "s", hour * HOUR, new float[] {1, 2, 3});
    }

    SeriesReadings readings = memory.readings("s", Long.MIN_VALUE, Long.MAX_VALUE).orElseThrow();
    assertThat(readings.times()).hasSize(100).startsWith(150 * HOUR).endsWith(249 * HOUR);
    assertThat(memory.forecasts("s").orElseThrow())
        .extracting(each -> each.forecast().cutoff())
        .containsExactly(245 * HOUR, 246 * HOUR, 247 * HOUR, 248 * HOUR, 249 * HOUR);
  }

  @Test
  void holdsTheLimitOfBytes() {
    long limit = 4 << 20;
    PipelineMemory memory = new PipelineMemory(new MemoryLimits(1000, 1000, 50, limit), clock);
    float[] quantiles = new float[3 * 24];
    for (int hour = 0; hour < 200; hour++) {
      for (int series = 0; series < 200; series++) {
        reading(memory, "s" + series, hour * HOUR);
        forecast(memory, "s" + series, hour * HOUR, quantiles);
        if (series % 50 == 0) {
          assertThat(memory.figures().memoryBytes()).isLessThanOrEqualTo(limit);
        }
      }
    }

    PipelineFigures figures = memory.figures();
    // 50 forecasts of 72 floats, 256 readings of 12 bytes.
    long least = figures.series().kept() * (50L * 72 * 4 + 200 * 12);
    assertThat(figures.memoryBytes()).isBetween(least, limit);
    assertThat(figures.series().known()).isEqualTo(200);
    assertThat(figures.series().kept()).isBetween(100, 199);
  }

  @Test
  void heapIsWhatWasCounted() {
    PipelineMemory memory = new PipelineMemory(new MemoryLimits(4000, 512, 20, 1L << 30), clock);
    long before = usedHeap();
    float[] quantiles = new float[3 * 24];
    for (int hour = 0; hour < 64; hour++) {
      for (int series = 0; series < 2000; series++) {
        reading(memory, "series-" + series, hour * HOUR);
        forecast(memory, "series-" + series, hour * HOUR, quantiles);
      }
    }

    long counted = memory.figures().memoryBytes();
    long used = usedHeap() - before;
    assertThat(used).isLessThan((long) (1.15 * counted) + (2 << 20));
    assertThat(memory.list(query("", 10)).total()).isEqualTo(2000);
  }

  private static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  @Test
  void leastRecentlySeenGoesFirst() {
    PipelineMemory memory = new PipelineMemory(new MemoryLimits(2, 10, 5, 1 << 24), clock);
    reading(memory, "old", 0);
    now += 1000;
    reading(memory, "newer", 0);
    now += 120_000;
    reading(memory, "newer", HOUR);
    reading(memory, "newest", HOUR);

    assertThat(memory.keeps("old")).isFalse();
    assertThat(memory.keeps("newer")).isTrue();
    assertThat(memory.keeps("newest")).isTrue();
    assertThat(memory.list(query("old", 10)).rows()).hasSize(1);
    assertThat(memory.readings("old", 0, HOUR)).isEmpty();
  }

  @Test
  void activeSeriesStayWhenThereAreTooMany() {
    PipelineMemory memory = new PipelineMemory(new MemoryLimits(3, 10, 5, 1 << 24), clock);
    for (int hour = 0; hour < 5; hour++) {
      now += 1000;
      for (int series = 0; series < 6; series++) {
        reading(memory, "s" + series, hour * HOUR);
      }
    }

    assertThat(memory.readings("s0", 0, Long.MAX_VALUE).orElseThrow().times()).hasSize(5);
    assertThat(memory.keeps("s5")).isFalse();
    FoundSeries found = new FoundSeries("s5", memory.limits());
    found.reading(new Reading("s5", 0, 1));
    memory.again(found, new ReadAgain(1, List.of()));
    assertThat(memory.keeps("s5")).isTrue();
    assertThat(memory.figures().series().kept()).isEqualTo(3);
  }

  @Test
  void lateReadingsAreApart() {
    PipelineMemory memory = new PipelineMemory(new MemoryLimits(3, 10, 5, 1 << 24), clock);
    reading(memory, "s", 3 * HOUR);
    reading(memory, "s", HOUR);
    Reading late = new Reading("s", HOUR, HOUR % 7);
    memory.late(
        new AsideRecord(now, "late", 0, 0, null, "late", "", new byte[0], 0),
        late,
        new Arrival("late", 0, now, true));

    SeriesReadings readings = memory.readings("s", 0, Long.MAX_VALUE).orElseThrow();
    assertThat(readings.times()).containsExactly(3 * HOUR);
    assertThat(readings.late()).containsExactly(new LateReading(HOUR, late.value()));
  }

  private static SeriesQuery query(String search, int limit) {
    return new SeriesQuery(
        search, Optional.empty(), Optional.empty(), SeriesQuery.Sort.NAME, false, 0, limit);
  }
}
