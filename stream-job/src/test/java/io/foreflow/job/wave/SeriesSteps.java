package io.foreflow.job.wave;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.AcceptedReadings;
import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.order.OrderHarness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.StateBackend;
import org.junit.jupiter.api.Named;

/** Readings for operators on their own, and the states that they leave. */
final class SeriesSteps {
  static final int SERIES = 20;

  private static final long HOUR = Duration.ofHours(1).toMillis();

  private SeriesSteps() {}

  static Stream<Named<Supplier<StateBackend>>> backends() {
    return OrderHarness.backends();
  }

  static void step(WaveHarness harness, int from, int to) throws Exception {
    for (int hour = from; hour < to; hour++) {
      harness.add(AcceptedReadings.of("a", hour * HOUR, hour * hour % 17));
    }
    harness.runAll();
  }

  static void add(WaveHarness harness, List<AcceptedReading> readings) throws Exception {
    for (AcceptedReading reading : readings) {
      harness.add(reading);
    }
    harness.runAll();
  }

  static byte[] state(WaveHarness harness, String series) throws Exception {
    byte[] state = harness.state(series);
    assertThat(state).isNotNull();
    return state == null ? new byte[0] : state;
  }

  static Map<String, List<Byte>> states(WaveHarness harness) throws Exception {
    return states(harness, 1, 0);
  }

  static Map<String, List<Byte>> states(WaveHarness harness, int tasks, int task) throws Exception {
    Map<String, List<Byte>> states = new TreeMap<>();
    for (int i = 0; i < SERIES; i++) {
      boolean own = WaveHarness.isOf("s" + i, tasks, task);
      byte[] state = own ? harness.state("s" + i) : null;
      if (state != null) {
        List<Byte> bytes = new ArrayList<>();
        for (byte each : state) {
          bytes.add(each);
        }
        states.put("s" + i, bytes);
      }
    }
    return states;
  }

  static List<AcceptedReading> of(List<AcceptedReading> all, int tasks, int task) {
    return all.stream()
        .filter(each -> WaveHarness.isOf(each.reading().series(), tasks, task))
        .toList();
  }

  static List<AcceptedReading> readings(Random random, int from, int to) {
    List<AcceptedReading> readings = new ArrayList<>();
    for (int i = from; i < to; i++) {
      int hour = i / SERIES + (random.nextInt(10) == 0 ? 1 : 0);
      float value = random.nextInt(20) == 0 ? Float.NaN : (float) random.nextGaussian();
      readings.add(AcceptedReadings.of("s" + i % SERIES, hour * HOUR, value));
    }
    return readings;
  }

  /** Swaps the model and waits until it is in use. */
  static void swap(WaveHarness harness, Path next) throws Exception {
    int events = harness.events().size();
    harness.announce(Announced.file(next));
    assertThat(harness.takeMail(events + 1)).hasSize(events + 1);
  }
}
