package io.foreflow.job.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.Arrival;
import io.foreflow.job.decode.PartitionClock;
import io.foreflow.job.decode.ReadingWatermarks;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.series.Duplicates;
import io.foreflow.wire.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One series that is far ahead, in a partition with others. */
class FarAheadReadingTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int SERIES = 32;
  private static final int SLOTS = 5;
  private static final int TICKS = 6;

  @ParameterizedTest
  @EnumSource(
      value = Duplicates.class,
      names = {"LAST", "MEAN", "OHLC"})
  void closesNoSlotOfAnotherSeries(Duplicates duplicates, @TempDir Path folder) throws Exception {
    Path model =
        Files.write(
            folder.resolve("tiny.onnx"),
            TinyStepGraph.hourly().withCovariates(duplicates == Duplicates.OHLC ? 3 : 0).file());
    List<AcceptedReading> usual = readings();
    List<AcceptedReading> disturbed = new ArrayList<>(usual);
    // Once, and then again and again: a clock that is wrong stays wrong.
    for (int at = usual.size() / 3; at < disturbed.size(); at += 40) {
      long ahead = usual.get(Math.min(at, usual.size() - 1)).reading().time() + 23 * HOUR;
      disturbed.add(at, OrderHarness.reading("s0", ahead, 5, 0));
    }

    List<Reading> expected = run(duplicates, model, usual);
    assertThat(expected).hasSize((SERIES - 1) * SLOTS);
    assertThat(run(duplicates, model, disturbed)).isEqualTo(expected);
  }

  /** What goes on of all series but the one that is ahead. */
  private static List<Reading> run(
      Duplicates duplicates, Path model, List<AcceptedReading> readings) throws Exception {
    WatermarkGenerator<Arrival> generator =
        new ReadingWatermarks(Duration.ZERO, Duration.ofMinutes(1), Duration.ZERO, 32)
            .createWatermarkGenerator(new PartitionClock());
    try (OrderHarness order = OrderHarness.slots(duplicates, model)) {
      WatermarkOutput output = new ToOrder(order);
      for (AcceptedReading reading : readings) {
        order.add(reading);
        generator.onEvent(reading, reading.reading().time(), output);
        generator.onPeriodicEmit(output);
      }
      assertThat(order.outReadings().size()).as("before the end").isGreaterThan(SERIES * 2);
      order.watermark(Long.MAX_VALUE);
      return order.outReadings().stream()
          .filter(reading -> !reading.series().equals("s0"))
          .sorted(java.util.Comparator.comparing(Reading::series).thenComparing(Reading::time))
          .toList();
    }
  }

  /** In the order of their time, all series in turn. */
  private static List<AcceptedReading> readings() {
    List<AcceptedReading> readings = new ArrayList<>();
    for (int tick = 0; tick < SLOTS * TICKS; tick++) {
      for (int series = 0; series < SERIES; series++) {
        long time = tick * (HOUR / TICKS) + series;
        readings.add(OrderHarness.reading("s" + series, time, tick + series, 0));
      }
    }
    return readings;
  }

  private record ToOrder(OrderHarness order) implements WatermarkOutput {
    @Override
    public void emitWatermark(Watermark watermark) {
      try {
        order.watermark(watermark.getTimestamp());
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}
  }
}
