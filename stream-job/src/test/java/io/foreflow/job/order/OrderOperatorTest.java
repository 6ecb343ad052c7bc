package io.foreflow.job.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.RawRecord;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.series.Duplicates;
import io.foreflow.wire.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OrderOperatorTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();

  static Stream<Named<Supplier<StateBackend>>> backends() {
    return OrderHarness.backends();
  }

  @Test
  void releasesReadingsInOrderAtTheWatermark() throws Exception {
    try (OrderHarness harness = OrderHarness.ordering()) {
      harness.add(OrderHarness.reading("a", 30, 1, 0));
      harness.add(OrderHarness.reading("a", 10, 2, 1));
      harness.add(OrderHarness.reading("b", 15, 3, 2));
      harness.add(OrderHarness.reading("a", 20, 4, 3));
      assertThat(harness.out()).isEmpty();
      harness.watermark(9);
      assertThat(harness.out()).isEmpty();
      harness.watermark(20);
      assertThat(times(harness, "a")).containsExactly(10L, 20L);
      assertThat(times(harness, "b")).containsExactly(15L);
      harness.watermark(30);
      assertThat(times(harness, "a")).containsExactly(10L, 20L, 30L);
    }
  }

  @Test
  void readingsOfEqualTimesKeepTheirOrder() throws Exception {
    try (OrderHarness harness = OrderHarness.ordering()) {
      for (int i = 0; i < 20; i++) {
        harness.add(OrderHarness.reading("a", 10 - i % 2, i, i));
      }
      harness.watermark(10);
      assertThat(harness.out())
          .extracting(reading -> reading.raw().offset())
          .containsExactly(
              1L, 3L, 5L, 7L, 9L, 11L, 13L, 15L, 17L, 19L, 0L, 2L, 4L, 6L, 8L, 10L, 12L, 14L, 16L,
              18L);
    }
  }

  @Test
  void readingsBehindTheWatermarkPassAtOnce() throws Exception {
    try (OrderHarness harness = OrderHarness.ordering()) {
      harness.add(OrderHarness.reading("a", 10, 1, 0));
      harness.add(OrderHarness.reading("a", 50, 1, 1));
      harness.watermark(30);
      harness.add(OrderHarness.reading("a", 30, 2, 2));
      assertThat(times(harness, "a")).containsExactly(10L, 30L);
      harness.add(OrderHarness.reading("a", 31, 2, 3));
      assertThat(times(harness, "a")).containsExactly(10L, 30L);
      harness.watermark(Long.MAX_VALUE);
      assertThat(times(harness, "a")).containsExactly(10L, 30L, 31L, 50L);
    }
  }

  @Test
  void keepsNothingOfASeriesThatHoldsNothing() throws Exception {
    try (OrderHarness harness = OrderHarness.ordering()) {
      for (int i = 0; i < 100; i++) {
        harness.add(OrderHarness.reading("s" + i % 10, 1000 - i, 1, i));
      }
      assertThat(harness.seriesWithState()).isEqualTo(10);
      assertThat(harness.timers()).isEqualTo(10);
      harness.watermark(950);
      assertThat(harness.seriesWithState()).isEqualTo(10);
      assertThat(harness.timers()).isEqualTo(10);
      harness.watermark(1000);
      assertThat(harness.seriesWithState()).isZero();
      assertThat(harness.timers()).isZero();
      assertThat(harness.out()).hasSize(100);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void restoresTheOrderAcrossRestarts(Supplier<StateBackend> backend) throws Exception {
    for (int seed = 1; seed <= 4; seed++) {
      Random random = new Random(seed);
      long bound = 1L + random.nextInt(200);
      List<AcceptedReading> sorted = readings(random, 3000);
      List<AcceptedReading> shuffled = shuffled(sorted, bound, random);
      assertThat(shuffled).isNotEqualTo(sorted);

      Map<String, List<String>> out = bySeries(restarting(shuffled, bound, random, backend));
      assertThat(out).isEqualTo(bySeries(sorted));
    }
  }

  /** Goes on after each snapshot for a while, dies, and comes back at the snapshot. */
  private static List<AcceptedReading> restarting(
      List<AcceptedReading> readings, long bound, Random random, Supplier<StateBackend> backend)
      throws Exception {
    List<AcceptedReading> out = new ArrayList<>();
    OperatorSubtaskState snapshot = null;
    int from = 0;
    while (from < readings.size()) {
      try (OrderHarness harness = OrderHarness.ordering(backend.get(), snapshot)) {
        int until = Math.min(readings.size(), from + 1 + random.nextInt(900));
        add(harness, readings.subList(from, until), bound, random);
        if (until == readings.size()) {
          harness.watermark(Watermark.MAX_WATERMARK.getTimestamp());
        }
        snapshot = harness.snapshot(from + 1L);
        out.addAll(harness.out());
        add(
            harness,
            readings.subList(until, Math.min(readings.size(), until + 100)),
            bound,
            random);
        from = until;
      }
    }
    return out;
  }

  /** With watermarks now and then, as a source gives them. */
  private static void add(
      OrderHarness harness, List<AcceptedReading> readings, long bound, Random random)
      throws Exception {
    long newest = Long.MIN_VALUE;
    for (AcceptedReading reading : readings) {
      harness.add(reading);
      newest = Math.max(newest, reading.reading().time());
      if (random.nextInt(20) == 0) {
        harness.watermark(newest - bound - 1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void keepsTheRecordByteForByte(Supplier<StateBackend> backend) throws Exception {
    Header[] headers = {
      new RecordHeader("trace", new byte[] {0, -1}), new RecordHeader("nothing", null)
    };
    List<RawRecord> raws =
        List.of(
            new RawRecord("topic", 3, 1L << 40, -1, null, new byte[] {1, 2}, headers),
            new RawRecord("t", 0, 5, 17, new byte[0], new byte[0], RawRecord.NO_HEADERS),
            new RawRecord("t", 1, 6, 0, new byte[] {-1}, null, RawRecord.NO_HEADERS),
            new RawRecord("t", 1, 7, 0, new byte[] {'a'}, new byte[] {9}, headers));
    OperatorSubtaskState snapshot;
    try (OrderHarness harness = OrderHarness.ordering(backend.get(), null)) {
      for (int i = 0; i < raws.size(); i++) {
        Reading reading = new Reading("a", i, i, new float[] {i, Float.NaN});
        harness.add(new AcceptedReading(reading, raws.get(i)));
      }
      snapshot = harness.snapshot(1);
    }
    try (OrderHarness harness = OrderHarness.ordering(backend.get(), snapshot)) {
      harness.watermark(100);
      assertThat(harness.out())
          .extracting(AcceptedReading::raw)
          .usingRecursiveFieldByFieldElementComparator()
          .containsExactlyElementsOf(raws);
      assertThat(harness.outReadings().get(2))
          .isEqualTo(new Reading("a", 2, 2, new float[] {2, Float.NaN}));
    }
  }

  @Test
  void remembersTheWatermarkAcrossRestarts() throws Exception {
    OperatorSubtaskState snapshot;
    try (OrderHarness harness = OrderHarness.ordering()) {
      harness.watermark(100);
      snapshot = harness.snapshot(1);
    }
    try (OrderHarness harness = OrderHarness.ordering(new HashMapStateBackend(), snapshot)) {
      harness.add(OrderHarness.reading("a", 100, 1, 0));
      assertThat(harness.out()).hasSize(1);
      harness.add(OrderHarness.reading("a", 101, 1, 1));
      assertThat(harness.out()).hasSize(1);
    }
  }

  @Test
  void goesOnWithMoreTasksAndWithFewer() throws Exception {
    OperatorSubtaskState one;
    try (OrderHarness harness =
        OrderHarness.task(OperatorSubtaskState.builder().build(), 1, 1, 0)) {
      harness.watermark(100);
      for (int i = 0; i < 40; i++) {
        harness.add(OrderHarness.reading("s" + i % 20, 200 - i, i, i));
      }
      one = harness.snapshot(1);
    }
    List<OperatorSubtaskState> two = new ArrayList<>();
    for (int task = 0; task < 2; task++) {
      try (OrderHarness harness = OrderHarness.task(one, 1, 2, task)) {
        for (int i = 0; i < 20; i++) {
          if (OrderHarness.isOf("s" + i, 2, task)) {
            harness.add(OrderHarness.reading("s" + i, 110, i, 100 + i));
            // The watermark had passed this one before.
            harness.add(OrderHarness.reading("s" + i, 100, i, 200 + i));
          }
        }
        assertThat(harness.out()).isNotEmpty().allMatch(out -> out.reading().time() == 100);
        two.add(harness.snapshot(2));
      }
    }
    OperatorSubtaskState both =
        AbstractStreamOperatorTestHarness.repackageState(two.get(0), two.get(1));
    try (OrderHarness harness = OrderHarness.task(both, 2, 1, 0)) {
      assertThat(harness.held()).isEqualTo(60);
      harness.watermark(200);
      assertThat(harness.held()).isZero();
      assertThat(harness.out()).hasSize(60);
      for (int i = 0; i < 20; i++) {
        assertThat(times(harness, "s" + i)).containsExactly(110L, 180L - i, 200L - i);
      }
    }
  }

  @Test
  void putsReadingsInOrderAgainAfterADrain() throws Exception {
    OperatorSubtaskState snapshot;
    try (OrderHarness harness = OrderHarness.ordering()) {
      harness.add(OrderHarness.reading("a", 5, 1, 0));
      harness.watermark(Watermark.MAX_WATERMARK.getTimestamp());
      assertThat(harness.out()).hasSize(1);
      snapshot = harness.snapshot(1);
    }
    try (OrderHarness harness = OrderHarness.ordering(new HashMapStateBackend(), snapshot)) {
      harness.add(OrderHarness.reading("a", 7, 1, 0));
      harness.add(OrderHarness.reading("a", 6, 1, 0));
      harness.watermark(7);
      assertThat(times(harness, "a")).containsExactly(6L, 7L);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Duplicates.class,
      names = {"LAST", "MEAN"})
  void refusesReadingsWithOtherCovariates(Duplicates duplicates, @TempDir Path folder)
      throws Exception {
    Path model = model(folder, TinyStepGraph.hourly().withCovariates(1));
    try (OrderHarness harness =
        OrderHarness.open(duplicates, model, new HashMapStateBackend(), null)) {
      harness.add(OrderHarness.reading(new Reading("a", 5, 1, new float[] {1}), 0));
      harness.add(OrderHarness.reading(new Reading("a", 6, 1, new float[] {1, 2}), 1));
      harness.add(OrderHarness.reading("a", 7, 1, 2));
      harness.watermark(HOUR);
      assertThat(harness.out()).hasSize(1);
      assertThat(harness.deadLetters())
          .extracting(letter -> letter.reason() + " " + letter.raw().offset())
          .containsExactly("wrong-covariates 1", "wrong-covariates 2");
      assertThat(harness.deadLetters().get(0).message())
          .isEqualTo("covariates: found 2, allowed: 1, because the model takes as many");
    }
  }

  @Test
  void refusesCovariatesWhereItMakesThem(@TempDir Path folder) throws Exception {
    Path model = model(folder, TinyStepGraph.hourly().withCovariates(3));
    try (OrderHarness harness =
        OrderHarness.open(Duplicates.OHLC, model, new HashMapStateBackend(), null)) {
      harness.add(OrderHarness.reading(new Reading("a", 5, 1, new float[] {1, 2, 3}), 0));
      assertThat(harness.deadLetters())
          .extracting(letter -> letter.message())
          .containsExactly(
              "covariates: found 3, allowed: 0, because with duplicates=ohlc the job makes them");
    }
  }

  @Test
  void refusesAModelThatTakesNoCandles(@TempDir Path folder) throws Exception {
    Path model = model(folder, TinyStepGraph.hourly());
    assertThatThrownBy(
            () -> OrderHarness.open(Duplicates.OHLC, model, new HashMapStateBackend(), null))
        .hasMessageContaining(
            "duplicates: found ohlc, which needs a model of four features (close, open, high, low)");
  }

  @Test
  void refusesBytesOfAnotherFormatVersion() {
    byte[] later = new byte[HeldReadings.HEADER_BYTES];
    later[0] = HeldReadings.VERSION + 1;
    assertThatThrownBy(() -> new HeldReadings(later))
        .hasMessageContaining("format version 2, this release reads version 1");
  }

  private static Path model(Path folder, TinyStepGraph graph) throws Exception {
    return Files.write(folder.resolve("model.onnx"), graph.file());
  }

  private static List<AcceptedReading> readings(Random random, int count) {
    List<AcceptedReading> readings = new ArrayList<>();
    Map<String, Long> last = new HashMap<>();
    long time = 0;
    for (int i = 0; i < count; i++) {
      time += random.nextInt(10);
      String series = "s" + random.nextInt(1 + random.nextInt(20));
      // No two of a series at one time: their order would be that of their arrival.
      long own = Math.max(time, last.getOrDefault(series, -1L) + 1);
      last.put(series, own);
      readings.add(OrderHarness.reading(series, own, random.nextFloat(), i));
    }
    readings.sort(Comparator.comparingLong(reading -> reading.reading().time()));
    return readings;
  }

  /** No reading comes after one that is newer by more than the bound. */
  private static List<AcceptedReading> shuffled(
      List<AcceptedReading> sorted, long bound, Random random) {
    record Sent(AcceptedReading reading, long at) {}
    return sorted.stream()
        .map(
            reading ->
                new Sent(reading, reading.reading().time() + (long) (random.nextFloat() * bound)))
        .sorted(Comparator.comparingLong(Sent::at))
        .map(Sent::reading)
        .toList();
  }

  /** What each series got: readings with the offsets of their records. */
  private static Map<String, List<String>> bySeries(List<AcceptedReading> readings) {
    Map<String, List<String>> bySeries = new HashMap<>();
    for (AcceptedReading reading : readings) {
      bySeries
          .computeIfAbsent(reading.reading().series(), series -> new ArrayList<>())
          .add(reading.raw().offset() + " " + reading.reading());
    }
    return bySeries;
  }

  private static List<Long> times(OrderHarness harness, String series) {
    return harness.outReadings().stream()
        .filter(reading -> reading.series().equals(series))
        .map(Reading::time)
        .toList();
  }
}
