package io.foreflow.job.wave;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.AcceptedReadings;
import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.order.OrderHarness;
import io.foreflow.job.score.ScoreSettings;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.outcome.AnomalyRules;
import io.foreflow.outcome.AnomalyRules.Side;
import io.foreflow.outcome.TrackedSteps;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Forecast;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Episodes and shielded readings are the same, bit for bit, whatever happens to the task. */
class AnomalyRestoreTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int SERIES = 6;
  private static final int HOURS = 400;
  private static final TinyStepGraph V1 = TinyStepGraph.hourly();
  private static final TinyStepGraph V2 = V1.withVersion("2").withSmoothing(0.25f).withContext(9);
  private static final AnomalyRules RULES = new AnomalyRules(4, Side.BOTH, 0, 0, 1, 1, 6, 12, 0, 2);
  private static final WaveSettings SETTINGS =
      new WaveSettings(8, 5, 3, 0, ScoreSettings.of(TrackedSteps.DEFAULT).withAnomalies(RULES));

  private final Path folder;
  private final List<AcceptedReading> readings = readings(new Random(17));

  AnomalyRestoreTest(@TempDir Path folder) {
    this.folder = folder;
  }

  static Stream<Named<Supplier<StateBackend>>> backends() {
    return OrderHarness.backends();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void episodesAreTheSameAfterRestarts(Supplier<StateBackend> backend) throws Exception {
    Seen undisturbed = new Seen();
    try (WaveHarness harness = WaveHarness.open(file(V1), SETTINGS)) {
      add(harness, readings);
      undisturbed.take(harness);
    }
    assertThat(undisturbed.kinds()).contains(Anomaly.Kind.UNLIKELY, Anomaly.Kind.STUCK);

    Random random = new Random(8);
    Seen restarted = new Seen();
    OperatorSubtaskState snapshot = null;
    int from = 0;
    while (from < readings.size()) {
      try (WaveHarness harness = WaveHarness.open(file(V1), SETTINGS, backend.get(), snapshot)) {
        int until = Math.min(readings.size(), from + 1 + random.nextInt(600));
        add(harness, readings.subList(from, until));
        snapshot = harness.snapshot(until);
        restarted.take(harness);
        // What comes after the snapshot is lost with the task, and comes again.
        add(harness, readings.subList(until, Math.min(readings.size(), until + 50)));
        from = until;
      }
    }
    assertThat(restarted.anomalies).isEqualTo(undisturbed.anomalies);
    assertThat(restarted.forecasts).isEqualTo(undisturbed.forecasts);
  }

  @Test
  void episodesOutliveRescalingAndSwaps() throws Exception {
    int first = readings.size() * 2 / 3;
    Seen undisturbed = new Seen();
    try (WaveHarness harness = WaveHarness.open(file(V1), SETTINGS)) {
      add(harness, readings.subList(0, first));
      harness.announce(Announced.file(file(V2)));
      assertThat(harness.takeMail(1)).hasSize(1);
      add(harness, readings.subList(first, readings.size()));
      undisturbed.take(harness);
    }
    Seen rescaled = new Seen();
    OperatorSubtaskState one;
    try (WaveHarness harness = WaveHarness.task(file(V1), SETTINGS, null, 1, 1, 0)) {
      add(harness, readings.subList(0, first));
      rescaled.take(harness);
      one = harness.snapshot(1);
    }
    int second = first + (readings.size() - first) / 2;
    List<OperatorSubtaskState> three = new ArrayList<>();
    for (int task = 0; task < 3; task++) {
      // Another model from here on. No task has ever loaded the first one.
      try (WaveHarness harness = WaveHarness.task(file(V2), SETTINGS, one, 1, 3, task)) {
        add(harness, of(readings.subList(first, second), 3, task));
        rescaled.take(harness);
        three.add(harness.snapshot(2));
      }
    }
    OperatorSubtaskState all =
        AbstractStreamOperatorTestHarness.repackageState(
            three.toArray(OperatorSubtaskState[]::new));
    for (int task = 0; task < 2; task++) {
      try (WaveHarness harness = WaveHarness.task(file(V2), SETTINGS, all, 3, 2, task)) {
        add(harness, of(readings.subList(second, readings.size()), 2, task));
        rescaled.take(harness);
      }
    }
    assertThat(rescaled.anomalies).isEqualTo(undisturbed.anomalies);
    assertThat(rescaled.forecasts).isEqualTo(undisturbed.forecasts);
  }

  /** What came out of tasks, series by series. */
  private static final class Seen {
    private final Map<String, List<Anomaly>> anomalies = new TreeMap<>();
    private final Map<String, List<String>> forecasts = new TreeMap<>();

    void take(WaveHarness harness) {
      for (Anomaly anomaly : harness.anomalies()) {
        anomalies.computeIfAbsent(anomaly.series(), name -> new ArrayList<>()).add(anomaly);
      }
      for (Forecast forecast : harness.forecasts()) {
        forecasts
            .computeIfAbsent(forecast.series(), name -> new ArrayList<>())
            .add(forecast.cutoff() + " " + Arrays.toString(forecast.quantiles()));
      }
    }

    List<Anomaly.Kind> kinds() {
      return anomalies.values().stream()
          .flatMap(List::stream)
          .map(Anomaly::kind)
          .distinct()
          .toList();
    }
  }

  private Path file(TinyStepGraph graph) throws Exception {
    return WaveHarness.model(folder, graph);
  }

  private static void add(WaveHarness harness, List<AcceptedReading> some) throws Exception {
    for (AcceptedReading reading : some) {
      harness.add(reading);
    }
    harness.runAll();
  }

  private static List<AcceptedReading> of(List<AcceptedReading> some, int tasks, int task) {
    return some.stream()
        .filter(reading -> WaveHarness.isOf(reading.reading().series(), tasks, task))
        .toList();
  }

  /** Noise with spikes, shifts, gaps and a stuck sensor. */
  private static List<AcceptedReading> readings(Random random) {
    List<AcceptedReading> readings = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour++) {
      for (int series = 0; series < SERIES; series++) {
        boolean missing = random.nextInt(40) == 0;
        boolean skipped = random.nextInt(40) == 0;
        float spike = hour > 150 && random.nextInt(30) == 0 ? 100 : 0;
        float shift = series == 1 && hour > 250 ? 60 : 0;
        boolean stuck = series == 2 && hour > 300 && hour < 340;
        float noise = (float) random.nextGaussian();
        float value = stuck ? 7 : missing ? Float.NaN : 20 + noise + spike + shift;
        if (!skipped) {
          readings.add(AcceptedReadings.of("s" + series, hour * HOUR, value));
        }
      }
    }
    return readings;
  }
}
