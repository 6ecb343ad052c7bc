package io.foreflow.job.wave;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.AcceptedReadings;
import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.job.metrics.JobMetrics;
import io.foreflow.job.metrics.Metric;
import io.foreflow.job.operator.Operators;
import io.foreflow.job.score.ScoreSettings;
import io.foreflow.job.score.TrackedModels;
import io.foreflow.job.state.StateHeader;
import io.foreflow.model.StepModel;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.outcome.TrackedSteps;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.Reading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.metrics.Histogram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaveMetricsTest {
  private static final long HOUR = 3_600_000;

  @Test
  void registersTheMetricsOfThePage() throws Exception {
    RecordingMetrics recorded = new RecordingMetrics();
    WaveMetrics metrics = new WaveMetrics(recorded);
    String sha256;
    try (StepModel model = StepModel.open(TinyStepGraph.hourly().file())) {
      metrics.modelInUse(model);
      metrics.modelNoLongerInUse(model);
      metrics.modelInUse(model);
      sha256 = model.sha256();
      new TrackedModels(ScoreSettings.of(new TrackedSteps(List.of("2"))), recorded, score -> {})
          .use(model.manifest(), StateHeader.of(model.manifest(), sha256));
    }
    metrics.liveSeries(() -> 1L);
    metrics.takeoversLeft(() -> 0L);
    metrics.deadLetters.count("not-finite");

    List<String> expected =
        JobMetrics.ALL.stream()
            .filter(metric -> metric.operator().contains(Operators.WAVES))
            .map(Metric::name)
            .flatMap(
                name ->
                    switch (name) {
                      case "deadLetters" -> Stream.of("reason.not-finite." + name);
                      case "anomalies" ->
                          Stream.of("unlikely", "stuck", "silent")
                              .map(kind -> "kind." + kind + '.' + name);
                      case "modelInUse" ->
                          Stream.of("model.tiny.version.1.sha256." + sha256 + '.' + name);
                      default ->
                          Stream.of(
                              name.startsWith("scored")
                                  ? "model.tiny.version.1.step.2." + name
                                  : name);
                    })
            .map("foreflow."::concat)
            .toList();
    assertThat(recorded.metrics().keySet()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void countsEachReadingOnce() throws Exception {
    RecordingMetrics recorded = new RecordingMetrics();
    Map<String, byte[]> states = new HashMap<>();
    Random random = new Random(5);
    try (StepModel model = StepModel.open(TinyStepGraph.hourly().file());
        WaveRunner runner =
            new WaveRunner(
                model,
                model.newWorkspace(WaveHarness.SETTINGS.size()),
                WaveHarness.SETTINGS,
                new NewStates(states),
                new NoOutput(),
                new WaveMetrics(recorded),
                new TrackedModels(null, recorded, score -> {}))) {
      Wave wave = new Wave(WaveHarness.SETTINGS.size());
      for (int i = 0; i < 5000; i++) {
        long time = (i / 10 + random.nextInt(8) - 4 + 100) * HOUR;
        float[] covariates = i % 100 == 0 ? new float[1] : Reading.NO_COVARIATES;
        wave.add(AcceptedReadings.of(new Reading("s" + random.nextInt(20), time, 1, covariates)));
        while (wave.isFull()) {
          runner.run(wave, 0);
          wave.advance();
        }
      }
      while (!wave.isEmpty()) {
        runner.run(wave, 0);
        wave.advance();
      }
    }
    long forecasts = recorded.count("foreflow.forecasts");
    long late = recorded.count("foreflow.late");
    long duplicates = recorded.count("foreflow.duplicates");
    long deadLetters = recorded.count("foreflow.reason.wrong-covariates.deadLetters");
    assertThat(recorded.count("foreflow.readings")).isEqualTo(5000);
    assertThat(forecasts + late + duplicates + deadLetters).isEqualTo(5000);
    assertThat(deadLetters).isEqualTo(50);
    assertThat(List.of(forecasts, late, duplicates)).allMatch(count -> count > 0);
    assertThat(recorded.count("foreflow.newSeries")).isEqualTo(20);
    assertThat(recorded.count("foreflow.gapsFilled")).isPositive();
    assertThat(recorded.count("foreflow.warming")).isPositive().isLessThan(forecasts);
    assertThat(recorded.metrics().get("foreflow.waveSize"))
        .isInstanceOfSatisfying(
            Histogram.class,
            sizes -> assertThat(sizes.getStatistics().getMax()).isLessThanOrEqualTo(8));
  }

  private record NewStates(Map<String, byte[]> states) implements SeriesStates {
    @Override
    public byte @Nullable [] read(String series) {
      return states.get(series);
    }

    @Override
    public void begin(String series, long time) {
      assertThat(states).doesNotContainKey(series);
    }

    @Override
    public void endSilence(String series, long time) {}

    @Override
    public void write(String series, byte[] state) {
      states.put(series, state);
    }
  }

  private static final class NoOutput implements WaveOutput {
    @Override
    public void forecast(Forecast forecast) {}

    @Override
    public void anomaly(Anomaly anomaly) {
      throw new AssertionError(anomaly);
    }

    @Override
    public void late(RejectedRecord reading) {}

    @Override
    public void deadLetter(RejectedRecord reading) {}
  }
}
