package io.foreflow.job.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.job.AcceptedReadings;
import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.job.score.ScoreSettings;
import io.foreflow.job.score.StateSection;
import io.foreflow.job.score.TrackedModels;
import io.foreflow.job.state.SeriesState;
import io.foreflow.model.StepModel;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.outcome.TrackedSteps;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.Forecast.Status;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.StepScore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The counters of scores, compared with what the emitted forecasts and the readings say. */
class ScoredForecastsTest {
  private static final long HOUR = 3_600_000;
  private static final int HORIZON = 4;
  private static final int[] STEPS = {1, 2, 4};
  private static final int RECORD_SLOTS = 10;
  private static final ScoreSettings SCORES =
      ScoreSettings.of(TrackedSteps.DEFAULT).with(StateSection.SUMS).withRecordSlots(RECORD_SLOTS);
  private static final WaveSettings SETTINGS = new WaveSettings(8, 5, 3, 0, SCORES);
  private static final TinyStepGraph V1 = TinyStepGraph.hourly();
  private static final TinyStepGraph V2 = V1.withVersion("2").withSmoothing(0.25f).withContext(9);
  private static final TinyStepGraph V3 = V1.withVersion("3").withLevels(List.of(0.05, 0.5, 0.95));

  private final RecordingMetrics recorded = new RecordingMetrics();
  private final Map<String, byte[]> states = new HashMap<>();
  private final Map<String, Float> accepted = new HashMap<>();
  private final List<ForecastScore> records = new ArrayList<>();
  private final List<Forecast> forecasts = new ArrayList<>();
  private WaveSettings settings = SETTINGS;
  private int late;
  private final Wave wave = new Wave(SETTINGS.size());
  private TrackedModels tracked = new TrackedModels(SETTINGS.scores(), recorded, records::add);

  @Test
  void countersSayWhatForecastsAndReadingsSay() throws Exception {
    try (StepModel model = StepModel.open(V1.file())) {
      step(model, new Random(3), 0, 3000);
    }
    assertThat(late).isPositive();
    assertCounted("1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void swappedModelsAreScoredUntilNothingIsOpen(boolean calibrated) throws Exception {
    ScoreSettings scores = SCORES.withCalibration(calibrated);
    settings = new WaveSettings(8, 5, 3, 0, scores);
    tracked = new TrackedModels(scores, recorded, records::add);
    Random random = new Random(4);
    int from = 0;
    for (TinyStepGraph graph : List.of(V1, V2, V3, V1, V3, V2)) {
      try (StepModel model = StepModel.open(graph.file())) {
        step(model, random, from, from + 203);
        from += 203;
      }
    }
    assertCounted("1");
    assertCounted("2");
    assertCounted("3");
    assertThat(states.values())
        .as("nothing of another model is left")
        .allMatch(state -> state.length == lengthUnder(V2));
  }

  private static int lengthUnder(TinyStepGraph graph) {
    int memory = 24 + 3 * 26 + (1 + 2 + 4) * 10;
    int sums = 16 + 3 * 36;
    return 40 + 4 * graph.manifest().state().size() + (memory + 7) / 8 * 8 + (sums + 7) / 8 * 8;
  }

  @Test
  void openForecastsOutliveAFreshStart() throws Exception {
    settings = new WaveSettings(8, 5, 0, 0, SCORES);
    try (StepModel model = StepModel.open(V1.withWarmup(2).file())) {
      step(model, new Random(7), 0, 3000);
    }
    assertThat(recorded.count("foreflow.freshStarts")).isGreaterThan(100);
    assertCounted("1");
  }

  @Test
  void warmingForecastsAreNotScored() throws Exception {
    try (StepModel model = StepModel.open(V1.withWarmup(1_000).file())) {
      step(model, new Random(5), 0, 500);
    }
    assertThat(count("1", 1, "scoredForecasts")).isZero();
    assertThat(forecasts).isNotEmpty().allMatch(f -> f.status() == Status.WARMING);
  }

  @Test
  void theNaiveForecastIsTheNewestReading() throws Exception {
    try (StepModel model = StepModel.open(V1.file());
        WaveRunner runner = runner(model)) {
      for (int hour = 0; hour < 40; hour++) {
        add(runner, "level", hour, hour < 4 ? hour : 3);
      }
      runAll(runner);
    }
    assertThat(count("1", 1, "scoredCompared")).isEqualTo(37);
    // The first ready forecast is that of the reading 2. All others come from a reading of 3.
    assertThat(count("1", 1, "scoredNaiveError")).isEqualTo(1_000_000);
  }

  @Test
  void classesAreNotTracked() throws Exception {
    try (StepModel model = StepModel.open(V1.withClasses("down", "same", "up").file())) {
      step(model, new Random(6), 0, 100);
    }
    assertThat(recorded.metrics().keySet()).noneMatch(name -> name.contains("scored"));
    assertThat(states.values())
        .isNotEmpty()
        .allMatch(state -> state[0] == SeriesState.WITHOUT_MEMORIES);
  }

  private WaveRunner runner(StepModel model) {
    return new WaveRunner(
        model,
        model.newWorkspace(settings.size()),
        settings,
        new MapStates(states),
        new Kept(),
        new WaveMetrics(recorded),
        tracked);
  }

  /** Steps five series in turn, with gaps, late and missing readings, and long silences. */
  private void step(StepModel model, Random random, int from, int to) throws Exception {
    try (WaveRunner runner = runner(model)) {
      for (int i = from; i < to; i++) {
        int hour = i / 4 + (random.nextInt(10) == 0 ? random.nextInt(6) - 3 : 0);
        boolean missing = i > 40 && random.nextInt(15) == 0;
        float value = missing ? Float.NaN : (float) random.nextGaussian();
        add(runner, "s" + random.nextInt(5), Math.max(0, hour), value);
      }
      runAll(runner);
    }
  }

  private void add(WaveRunner runner, String series, int hour, float value) throws Exception {
    String slot = slot(series, hour);
    if (!accepted.containsKey(slot)) {
      accepted.put(slot, value);
      wave.add(AcceptedReadings.of(series, hour * HOUR, value));
      while (wave.isFull()) {
        runner.run(wave, 0);
        wave.advance();
      }
    }
  }

  private void runAll(WaveRunner runner) throws Exception {
    while (!wave.isEmpty()) {
      runner.run(wave, 0);
      wave.advance();
    }
  }

  private static String slot(String series, long hour) {
    return series + "@" + hour;
  }

  /** The readings that were not late: each has its forecast. */
  private Map<String, Float> stepped() {
    Map<String, Float> stepped = new HashMap<>();
    for (Forecast forecast : forecasts) {
      String slot = slot(forecast.series(), forecast.cutoff() / HOUR);
      stepped.put(slot, accepted.get(slot));
    }
    return stepped;
  }

  /** The records of a version add up to its counters. What no record has yet is written first. */
  private void assertRecorded(String version) {
    states.forEach((series, state) -> tracked.end(series, state));
    for (int step : STEPS) {
      StepScore sum = new StepScore(step, 0, 0, 0, 0, 0, 0);
      for (ForecastScore record : records) {
        assertThat(record.from() / HOUR / RECORD_SLOTS)
            .isEqualTo(record.to() / HOUR / RECORD_SLOTS);
        for (StepScore score : record.steps()) {
          boolean counts = record.modelVersion().equals(version) && score.step() == step;
          sum = counts ? sum.plus(score) : sum;
        }
      }
      assertThat(sum)
          .isEqualTo(
              new StepScore(
                  step,
                  count(version, step, "scoredForecasts"),
                  count(version, step, "scoredInside"),
                  count(version, step, "scoredLoss"),
                  count(version, step, "scoredCompared"),
                  count(version, step, "scoredError"),
                  count(version, step, "scoredNaiveError")));
    }
  }

  private void assertCounted(String version) {
    long nominal = version.equals("3") ? 900_000 : 800_000;
    assertRecorded(version);
    Map<String, Float> stepped = stepped();
    for (int step : STEPS) {
      int met = 0;
      int inside = 0;
      for (Forecast forecast : forecasts) {
        Float reading = stepped.get(slot(forecast.series(), forecast.cutoff() / HOUR + step));
        if (forecast.modelVersion().equals(version)
            && forecast.status() == Status.READY
            && reading != null
            && !reading.isNaN()) {
          met++;
          inside +=
              reading >= forecast.quantiles()[step - 1]
                      && reading <= forecast.quantiles()[2 * HORIZON + step - 1]
                  ? 1
                  : 0;
        }
      }
      assertThat(met).isGreaterThan(50);
      assertThat(count(version, step, "scoredForecasts")).as("step %s", step).isEqualTo(met);
      assertThat(count(version, step, "scoredInside")).isCloseTo(inside, within(1L));
      assertThat(count(version, step, "scoredNominal")).isEqualTo(met * nominal);
      assertThat(count(version, step, "scoredCompared")).isEqualTo(met);
      assertThat(count(version, step, "scoredLoss")).isPositive();
      assertThat(count(version, step, "scoredError")).isPositive();
      assertThat(count(version, step, "scoredNaiveError")).isPositive();
    }
  }

  private long count(String version, int step, String name) {
    return recorded.count(
        "foreflow.model.tiny.version.%s.step.%s.%s".formatted(version, step, name));
  }

  private final class Kept implements WaveOutput {
    @Override
    public void forecast(Forecast forecast) {
      forecasts.add(forecast);
    }

    @Override
    public void anomaly(Anomaly anomaly) {
      throw new AssertionError(anomaly);
    }

    @Override
    public void late(RejectedRecord reading) {
      late++;
    }

    @Override
    public void deadLetter(RejectedRecord reading) {
      throw new AssertionError(reading.message());
    }
  }
}
