package io.foreflow.job.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.AcceptedReadings;
import io.foreflow.job.arrival.Arrival;
import io.foreflow.job.arrival.RejectedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkAlignmentParams;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.junit.jupiter.api.Test;

class ReadingWatermarksTest {
  private final PartitionClock context = new PartitionClock();
  private final ManualClock clock = context.clock;
  private final RecordedOutput output = new RecordedOutput();

  @Test
  void staysBehindTheNewestReadingByTheBound() {
    WatermarkGenerator<Arrival> generator =
        generator(new ReadingWatermarks(millis(50), millis(0), millis(0), 4));
    generator.onEvent(AcceptedReadings.of("a", 1000, 1), 1000, output);
    generator.onEvent(AcceptedReadings.of("a", 970, 1), 970, output);
    generator.onPeriodicEmit(output);
    assertThat(output.said).containsExactly("949");
  }

  @Test
  void rejectedRecordsDoNotMoveTheWatermark() {
    WatermarkGenerator<Arrival> generator =
        generator(new ReadingWatermarks(millis(0), millis(0), millis(0), 4));
    generator.onEvent(AcceptedReadings.of("a", 1000, 1), 1000, output);
    generator.onEvent(rejected(), 9_999_999, output);
    generator.onPeriodicEmit(output);
    assertThat(output.said).containsExactly("999");
  }

  @Test
  void aPartitionWithoutReadingsIsIdle() {
    WatermarkGenerator<Arrival> generator =
        generator(new ReadingWatermarks(millis(0), millis(100), millis(0), 4));
    generator.onEvent(AcceptedReadings.of("a", 1000, 1), 1000, output);
    generator.onPeriodicEmit(output);
    clock.advanceTime(Duration.ofMillis(80));
    generator.onPeriodicEmit(output);
    // Rejected records keep it no more awake than none.
    generator.onEvent(rejected(), 5, output);
    clock.advanceTime(Duration.ofMillis(200));
    generator.onPeriodicEmit(output);
    clock.advanceTime(Duration.ofMillis(200));
    generator.onPeriodicEmit(output);
    assertThat(output.said).last().isEqualTo("idle");
    generator.onEvent(AcceptedReadings.of("a", 2000, 1), 2000, output);
    generator.onPeriodicEmit(output);
    assertThat(output.said).last().isEqualTo("1999");
  }

  @Test
  void oneSeriesAloneCannotMoveTheWatermark() {
    WatermarkGenerator<Arrival> generator = generator();
    for (int i = 0; i < 10; i++) {
      event(generator, "a", 100_000 + i);
      event(generator, "b", 1000 + i);
      event(generator, "c", 1000 + i);
      generator.onPeriodicEmit(output);
    }
    assertThat(output.said).hasSize(10).last().isEqualTo("1008");
  }

  @Test
  void twoSeriesAfterAGapMoveTheWatermark() {
    WatermarkGenerator<Arrival> generator = generator();
    event(generator, "a", 1000);
    event(generator, "b", 1000);
    event(generator, "a", 100_000);
    generator.onPeriodicEmit(output);
    event(generator, "b", 100_001);
    generator.onPeriodicEmit(output);
    assertThat(output.said).containsExactly("999", "99999");
  }

  @Test
  void theOnlySeriesLeftMovesTheWatermark() {
    WatermarkGenerator<Arrival> generator = generator();
    event(generator, "a", 1000);
    event(generator, "b", 1000);
    for (int i = 1; i <= 5; i++) {
      event(generator, "b", 1000 + i);
      generator.onPeriodicEmit(output);
    }
    assertThat(output.said).containsExactly("999", "999", "999", "1003", "1004");
  }

  @Test
  void aLoneSeriesCountsOnlyAfterAWhile() {
    WatermarkGenerator<Arrival> generator = generator();
    event(generator, "a", 100_000);
    generator.onPeriodicEmit(output);
    event(generator, "b", 1000);
    generator.onPeriodicEmit(output);
    assertThat(output.said).containsExactly("999");

    WatermarkGenerator<Arrival> ofOne = generator();
    event(ofOne, "a", 5000);
    ofOne.onPeriodicEmit(output);
    clock.advanceTime(Duration.ofSeconds(5));
    ofOne.onPeriodicEmit(output);
    event(ofOne, "a", 6000);
    ofOne.onPeriodicEmit(output);
    assertThat(output.said).containsExactly("999", "4999", "5999");
  }

  @Test
  void tasksAlignWatermarksOnlyIfConfigured() {
    assertThat(new ReadingWatermarks(millis(0), millis(0), millis(0), 4).getAlignmentParameters())
        .returns(false, WatermarkAlignmentParams::isEnabled);
    assertThat(new ReadingWatermarks(millis(0), millis(0), millis(50), 4).getAlignmentParameters())
        .returns(true, WatermarkAlignmentParams::isEnabled)
        .returns(50L, WatermarkAlignmentParams::getMaxAllowedWatermarkDrift);
  }

  @Test
  void aRecordHasTheTimeOfItsReading() {
    TimestampAssigner<Arrival> assigner =
        new ReadingWatermarks(millis(0), millis(0), millis(0), 4)
            .createTimestampAssigner(() -> metrics());
    assertThat(assigner.extractTimestamp(AcceptedReadings.of("a", 1000, 1), 7)).isEqualTo(1000);
    assertThat(assigner.extractTimestamp(rejected(), 7)).isEqualTo(7);
  }

  private static Arrival rejected() {
    return RejectedRecord.deadLetter(
        AcceptedReadings.of("a", 9_999_999, 1).raw(), "undecodable", "");
  }

  private void event(WatermarkGenerator<Arrival> generator, String series, long time) {
    generator.onEvent(AcceptedReadings.of(series, time, 1), time, output);
  }

  private WatermarkGenerator<Arrival> generator() {
    return generator(new ReadingWatermarks(millis(0), Duration.ofMinutes(1), millis(0), 4));
  }

  private WatermarkGenerator<Arrival> generator(ReadingWatermarks watermarks) {
    return watermarks.createWatermarkGenerator(context);
  }

  private static MetricGroup metrics() {
    return new UnregisteredMetricsGroup();
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  private static final class RecordedOutput implements WatermarkOutput {
    final List<String> said = new ArrayList<>();

    @Override
    public void emitWatermark(Watermark watermark) {
      said.add(Long.toString(watermark.getTimestamp()));
    }

    @Override
    public void markIdle() {
      said.add("idle");
    }

    @Override
    public void markActive() {
      said.add("active");
    }
  }
}
