package io.foreflow.job.wave;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.AcceptedReadings;
import io.foreflow.job.order.OrderHarness;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.wire.Forecast;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Series that nobody hears of any more end, and nobody notices. */
class TimeToLiveTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final WaveSettings FOREVER = WaveHarness.SETTINGS;
  private static final WaveSettings TEN_HOURS =
      new WaveSettings(FOREVER.size(), FOREVER.lingerMillis(), FOREVER.maxGap(), 10 * HOUR);

  private final Path folder;
  private @Nullable Path model;

  TimeToLiveTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void writeModel() throws Exception {
    model = WaveHarness.model(folder, TinyStepGraph.hourly());
  }

  static Stream<Named<Supplier<StateBackend>>> backends() {
    return OrderHarness.backends();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void theWatermarkEndsSeriesThatAreOver(Supplier<StateBackend> backend) throws Exception {
    try (WaveHarness harness = open(TEN_HOURS, backend.get(), null)) {
      harness.add(AcceptedReadings.of("quiet", 100 * HOUR, 1));
      harness.add(AcceptedReadings.of("lively", 100 * HOUR, 1));
      harness.add(AcceptedReadings.of("lively", 105 * HOUR, 1));
      harness.flink().processWatermark(new Watermark(110 * HOUR - 1));
      assertThat(isKnown(harness, "quiet")).isTrue();
      harness.flink().processWatermark(new Watermark(110 * HOUR));
      assertThat(isKnown(harness, "lively")).as("went on after its first reading").isTrue();
      assertThat(isKnown(harness, "quiet")).isFalse();
      harness.flink().processWatermark(new Watermark(115 * HOUR));
      assertThat(isKnown(harness, "lively")).isFalse();
    }
  }

  @Test
  void aSeriesIsKeptThroughItsLongestGap() throws Exception {
    WaveSettings brief = new WaveSettings(8, 5, FOREVER.maxGap(), 1);
    try (WaveHarness harness = open(brief, new HashMapStateBackend(), null)) {
      harness.add(AcceptedReadings.of("a", 100 * HOUR, 1));
      // Slots 101 to 103 may be missing; a reading of 104 goes on, until the end of that slot.
      harness.flink().processWatermark(new Watermark(105 * HOUR - 1));
      assertThat(isKnown(harness, "a")).isTrue();
      harness.flink().processWatermark(new Watermark(105 * HOUR));
      assertThat(isKnown(harness, "a")).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aTimeToLiveChangesNoForecast(Supplier<StateBackend> backend) throws Exception {
    try (WaveHarness with = open(TEN_HOURS, backend.get(), null);
        WaveHarness without = open(FOREVER, new HashMapStateBackend(), null)) {
      Random random = new Random(3);
      long[] slots = new long[40];
      long now = 0;
      for (int i = 0; i < 3000; i++) {
        int series = random.nextInt(slots.length);
        // In order, with pauses up to far beyond the time to live.
        now += random.nextInt(200) == 0 ? 30 : random.nextInt(2);
        if (now > slots[series]) {
          slots[series] = now;
          float value = random.nextInt(50);
          with.add(AcceptedReadings.of("s" + series, now * HOUR, value));
          without.add(AcceptedReadings.of("s" + series, now * HOUR, value));
        }
        if (i % 7 == 0) {
          with.flink().processWatermark(new Watermark(now * HOUR - 1));
        }
      }
      with.runAll();
      without.runAll();
      Map<String, String> expected = bits(without);
      assertThat(expected).hasSizeGreaterThan(1000);
      assertThat(bits(with)).isEqualTo(expected);
      assertThat(with.late()).isEmpty();
    }
  }

  @Test
  void theEndOfInputEndsNoSeries() throws Exception {
    OperatorSubtaskState snapshot;
    try (WaveHarness harness = open(TEN_HOURS, new HashMapStateBackend(), null)) {
      harness.add(AcceptedReadings.of("a", 100 * HOUR, 1));
      harness.flink().processWatermark(Watermark.MAX_WATERMARK);
      snapshot = harness.snapshot(1);
    }
    try (WaveHarness harness = open(TEN_HOURS, new HashMapStateBackend(), snapshot)) {
      assertThat(isKnown(harness, "a")).isTrue();
      harness.flink().processWatermark(new Watermark(110 * HOUR));
      assertThat(isKnown(harness, "a")).as("has its timer again").isFalse();
    }
  }

  @Test
  void canBeChangedBetweenRuns() throws Exception {
    OperatorSubtaskState snapshot;
    try (WaveHarness harness = open(FOREVER, new HashMapStateBackend(), null)) {
      harness.add(AcceptedReadings.of("a", 100 * HOUR, 1));
      snapshot = harness.snapshot(1);
      assertThat(harness.flink().numEventTimeTimers()).isZero();
    }
    try (WaveHarness harness = open(TEN_HOURS, new HashMapStateBackend(), snapshot)) {
      harness.add(AcceptedReadings.of("b", 105 * HOUR, 1));
      harness.runAll();
      assertThat(harness.flink().numEventTimeTimers()).as("one each").isEqualTo(2);
      snapshot = harness.snapshot(2);
    }
    try (WaveHarness harness = open(FOREVER, new HashMapStateBackend(), snapshot)) {
      harness.flink().processWatermark(new Watermark(112 * HOUR));
      assertThat(isKnown(harness, "a")).as("kept for ever").isTrue();
      snapshot = harness.snapshot(3);
    }
    try (WaveHarness harness = open(TEN_HOURS, new HashMapStateBackend(), snapshot)) {
      harness.flink().processWatermark(new Watermark(120 * HOUR));
      assertThat(harness.flink().numEventTimeTimers()).isZero();
      assertThat(isKnown(harness, "a")).isFalse();
      assertThat(isKnown(harness, "b")).isFalse();
    }
  }

  /** Whether a reading long past is late for the series; if not, it begins it. */
  private static boolean isKnown(WaveHarness harness, String series) throws Exception {
    int late = harness.late().size();
    harness.add(AcceptedReadings.of(series, HOUR, 1));
    harness.runAll();
    return harness.late().size() > late;
  }

  private WaveHarness open(
      WaveSettings settings, StateBackend backend, @Nullable OperatorSubtaskState snapshot)
      throws Exception {
    assertThat(model).isNotNull();
    return WaveHarness.open(model, settings, backend, snapshot);
  }

  private static Map<String, String> bits(WaveHarness harness) {
    Map<String, String> bits = new HashMap<>();
    for (Forecast forecast : harness.forecasts()) {
      bits.put(forecast.id(), forecast.status() + Arrays.toString(forecast.quantiles()));
    }
    return bits;
  }
}
