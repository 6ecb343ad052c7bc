package io.foreflow.job.wave;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.order.OrderHarness;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.wire.Forecast;
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
import org.apache.flink.runtime.state.StateBackend;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In which order readings come within the bound, no forecast tells, not by one bit. */
class ShuffledReadingsTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();

  static Stream<Named<Supplier<StateBackend>>> backends() {
    return OrderHarness.backends();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void forecastsAreThoseOfTheSortedStream(Supplier<StateBackend> backend, @TempDir Path folder)
      throws Exception {
    Path model = WaveHarness.model(folder, TinyStepGraph.hourly());
    for (int seed = 1; seed <= 3; seed++) {
      Random random = new Random(seed);
      long bound = HOUR * (1 + random.nextInt(5));
      List<AcceptedReading> sorted = sorted(random);
      record Sent(AcceptedReading reading, long at) {}
      List<AcceptedReading> shuffled =
          sorted.stream()
              .map(reading -> new Sent(reading, at(reading, random.nextInt((int) bound))))
              .sorted(Comparator.comparingLong(Sent::at))
              .map(Sent::reading)
              .toList();

      Map<String, List<Integer>> expected = forecasts(model, sorted);
      assertThat(forecasts(model, shuffled)).isNotEqualTo(expected);
      List<AcceptedReading> inOrder = inOrder(shuffled, bound, random, backend.get());
      assertThat(forecasts(model, inOrder)).isEqualTo(expected);
    }
  }

  private static long at(AcceptedReading reading, int delay) {
    return reading.reading().time() + delay;
  }

  private static List<AcceptedReading> inOrder(
      List<AcceptedReading> shuffled, long bound, Random random, StateBackend backend)
      throws Exception {
    try (OrderHarness order = OrderHarness.ordering(backend, null)) {
      long newest = 0;
      for (AcceptedReading reading : shuffled) {
        order.add(reading);
        newest = Math.max(newest, reading.reading().time());
        if (random.nextInt(10) == 0) {
          order.watermark(newest - bound - 1);
        }
      }
      order.watermark(Long.MAX_VALUE);
      return order.out();
    }
  }

  private static Map<String, List<Integer>> forecasts(Path model, List<AcceptedReading> readings)
      throws Exception {
    Map<String, List<Integer>> forecasts = new HashMap<>();
    try (WaveHarness waves = WaveHarness.open(model)) {
      for (AcceptedReading reading : readings) {
        waves.add(reading);
      }
      waves.runAll();
      for (Forecast forecast : waves.forecasts()) {
        List<Integer> bits = new ArrayList<>();
        for (float quantile : forecast.quantiles()) {
          bits.add(Float.floatToRawIntBits(quantile));
        }
        forecasts.put(forecast.id(), bits);
      }
    }
    return forecasts;
  }

  /** With gaps, repeats within a slot, and missing values. */
  private static List<AcceptedReading> sorted(Random random) {
    List<AcceptedReading> readings = new ArrayList<>();
    for (int i = 0; i < 800; i++) {
      String series = "s" + i % 7;
      int slot = i / 7 + random.nextInt(2);
      float value = random.nextInt(20) == 0 ? Float.NaN : (float) random.nextGaussian();
      long time = slot * HOUR + random.nextInt((int) HOUR / 1000) * 1000L + i % 1000;
      readings.add(OrderHarness.reading(series, time, value, i));
    }
    readings.sort(Comparator.comparingLong(reading -> reading.reading().time()));
    return readings;
  }
}
