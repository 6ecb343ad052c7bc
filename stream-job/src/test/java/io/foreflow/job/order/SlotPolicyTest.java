package io.foreflow.job.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.model.LoadLimits;
import io.foreflow.job.model.ModelLocation;
import io.foreflow.job.model.ModelPlan;
import io.foreflow.job.model.ModelRoutes;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.series.Duplicates;
import io.foreflow.wire.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of many readings of one slot, against plain arithmetic over all of them at once. */
class SlotPolicyTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int SLOTS = 40;

  private final Path folder;

  SlotPolicyTest(@TempDir Path folder) {
    this.folder = folder;
  }

  static Stream<Named<Supplier<StateBackend>>> backends() {
    return OrderHarness.backends();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void lastIsTheLastOneNotMissing(Supplier<StateBackend> backend) throws Exception {
    check(
        Duplicates.LAST,
        1,
        backend,
        slot -> {
          List<Reading> known = slot.stream().filter(r -> !Float.isNaN(r.value())).toList();
          List<Reading> of = known.isEmpty() ? slot : known;
          return of.get(of.size() - 1);
        });
  }

  @ParameterizedTest
  @MethodSource("backends")
  void meanIsOfWhatIsNotMissing(Supplier<StateBackend> backend) throws Exception {
    check(
        Duplicates.MEAN,
        2,
        backend,
        slot ->
            new Reading(
                "s",
                slot.get(slot.size() - 1).time(),
                mean(slot.stream().map(Reading::value).toList()),
                new float[] {
                  mean(slot.stream().map(r -> r.covariates()[0]).toList()),
                  mean(slot.stream().map(r -> r.covariates()[1]).toList())
                }));
  }

  @ParameterizedTest
  @MethodSource("backends")
  void ohlcIsOfWhatIsNotMissing(Supplier<StateBackend> backend) throws Exception {
    check(
        Duplicates.OHLC,
        0,
        backend,
        slot -> {
          List<Float> known =
              slot.stream().map(Reading::value).filter(value -> !Float.isNaN(value)).toList();
          long last = slot.get(slot.size() - 1).time();
          return known.isEmpty()
              ? new Reading("s", last, Float.NaN, new float[] {Float.NaN, Float.NaN, Float.NaN})
              : new Reading(
                  "s",
                  last,
                  known.get(known.size() - 1),
                  new float[] {known.get(0), Collections.max(known), Collections.min(known)});
        });
  }

  private interface Plain {
    /** Of a slot's readings in order of time. */
    Reading one(List<Reading> slot);
  }

  /** Ticks of some slots in any order, with a snapshot in the middle. */
  private void check(
      Duplicates duplicates, int covariates, Supplier<StateBackend> backend, Plain plain)
      throws Exception {
    Path model = model(duplicates == Duplicates.OHLC ? 3 : covariates);
    for (int seed = 1; seed <= 3; seed++) {
      Random random = new Random(seed);
      List<Reading> ticks = ticks(random, covariates);
      Map<Long, List<Reading>> slots = new TreeMap<>();
      ticks.forEach(
          tick -> slots.computeIfAbsent(tick.time() / HOUR, slot -> new ArrayList<>()).add(tick));
      slots.values().forEach(slot -> slot.sort(Comparator.comparingLong(Reading::time)));
      List<Reading> out = new ArrayList<>();
      OperatorSubtaskState snapshot;
      try (OrderHarness harness = OrderHarness.open(duplicates, model, backend.get(), null)) {
        for (Reading tick : ticks.subList(0, ticks.size() / 2)) {
          harness.add(OrderHarness.reading(tick, 0));
        }
        snapshot = harness.snapshot(1);
      }
      try (OrderHarness harness = OrderHarness.open(duplicates, model, backend.get(), snapshot)) {
        for (Reading tick : ticks.subList(ticks.size() / 2, ticks.size())) {
          harness.add(OrderHarness.reading(tick, 0));
        }
        for (long slot = 0; slot <= SLOTS; slot++) {
          harness.watermark(slot * HOUR - 2);
          assertThat(harness.out()).hasSize(out.size());
          harness.watermark(slot * HOUR - 1);
          out = new ArrayList<>(harness.outReadings());
        }
      }
      assertThat(out).containsExactlyElementsOf(slots.values().stream().map(plain::one).toList());
    }
  }

  @Test
  void readingsOfAClosedSlotStepAlone() throws Exception {
    Path model = model(3);
    try (OrderHarness harness =
        OrderHarness.open(Duplicates.OHLC, model, new HashMapStateBackend(), null)) {
      harness.watermark(HOUR - 1);
      harness.add(OrderHarness.reading("a", 5, 7, 0));
      assertThat(harness.outReadings())
          .containsExactly(new Reading("a", 5, 7, new float[] {7, 7, 7}));
      harness.add(OrderHarness.reading("a", HOUR, 8, 1));
      assertThat(harness.out()).hasSize(1);
    }
  }

  @Test
  void slotsEndByTheirOwnModelsCadence() throws Exception {
    Path minutes =
        Files.write(
            folder.resolve("minutes.onnx"),
            TinyStepGraph.hourly().withCadence(Duration.ofMinutes(1)).file());
    ModelPlan models =
        new ModelPlan(
            ModelRoutes.of(List.of(new ModelRoutes.Rule("fast-*", "minutes"))),
            List.of(ModelLocation.of(model(0)), ModelLocation.of(minutes)),
            LoadLimits.DEFAULT);
    try (OrderHarness harness =
        OrderHarness.open(Duplicates.LAST, models, new HashMapStateBackend(), null)) {
      for (String series : List.of("fast-1", "slow-1")) {
        harness.add(OrderHarness.reading(series, 10_000, 1, 0));
        harness.add(OrderHarness.reading(series, 70_000, 2, 1));
      }
      harness.watermark(2 * 60_000);
      assertThat(harness.outReadings())
          .containsExactly(new Reading("fast-1", 10_000, 1), new Reading("fast-1", 70_000, 2));
      harness.watermark(HOUR);
      assertThat(harness.outReadings()).last().isEqualTo(new Reading("slow-1", 70_000, 2));
    }
  }

  @Test
  void keepsTheRecordOfTheLatestReading() throws Exception {
    for (Duplicates duplicates : List.of(Duplicates.LAST, Duplicates.MEAN, Duplicates.OHLC)) {
      Path model = model(duplicates == Duplicates.OHLC ? 3 : 0);
      try (OrderHarness harness =
          OrderHarness.open(duplicates, model, new HashMapStateBackend(), null)) {
        harness.add(OrderHarness.reading("a", 5, 1, 50));
        harness.add(OrderHarness.reading("a", 9, 2, 51));
        harness.add(OrderHarness.reading("a", 7, 3, 52));
        harness.watermark(HOUR);
        assertThat(harness.out())
            .extracting(AcceptedReading::raw)
            .singleElement()
            .satisfies(raw -> assertThat(raw.offset()).as("%s", duplicates).isEqualTo(51));
      }
    }
  }

  private Path model(int covariates) throws Exception {
    return Files.write(
        folder.resolve(covariates + ".onnx"),
        TinyStepGraph.hourly().withCovariates(covariates).file());
  }

  private static List<Reading> ticks(Random random, int covariates) {
    List<Reading> ticks = new ArrayList<>();
    for (long slot = 0; slot < SLOTS; slot++) {
      int count = random.nextInt(30);
      // Times are their own: only their order is random.
      for (int i = 0; i < count; i++) {
        float[] others = new float[covariates];
        for (int j = 0; j < covariates; j++) {
          others[j] = value(random);
        }
        ticks.add(new Reading("s", slot * HOUR + i * 100L, value(random), others));
      }
    }
    Collections.shuffle(ticks, random);
    return ticks;
  }

  private static float value(Random random) {
    return random.nextInt(4) == 0 ? Float.NaN : (float) random.nextGaussian() * 1000;
  }

  private static float mean(List<Float> values) {
    return (float)
        values.stream()
            .filter(value -> !Float.isNaN(value))
            .mapToDouble(Float::doubleValue)
            .average()
            .orElse(Double.NaN);
  }
}
