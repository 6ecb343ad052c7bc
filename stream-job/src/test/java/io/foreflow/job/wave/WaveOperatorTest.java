package io.foreflow.job.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.job.AcceptedReadings;
import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.Forecast.Status;
import io.foreflow.wire.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaveOperatorTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final Path folder;
  private final Path model;

  WaveOperatorTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    model = WaveHarness.model(folder, TinyStepGraph.hourly());
  }

  @Test
  void runsAWaveWhenItIsFull() throws Exception {
    try (WaveHarness harness = WaveHarness.open(model, new WaveSettings(3, 5, 3))) {
      harness.add(AcceptedReadings.of("a", 0, 1));
      harness.add(AcceptedReadings.of("b", 0, 2));
      assertThat(harness.forecasts()).isEmpty();
      harness.add(AcceptedReadings.of("c", 0, 3));
      assertThat(harness.forecasts()).extracting(Forecast::series).containsExactly("a", "b", "c");
    }
  }

  @Test
  void runsAWaveAfterItsLinger() throws Exception {
    try (WaveHarness harness = WaveHarness.open(model)) {
      harness.flink().setProcessingTime(100);
      harness.add(AcceptedReadings.of("a", 0, 1));
      harness.flink().setProcessingTime(103);
      harness.add(AcceptedReadings.of("b", 0, 1));
      harness.flink().setProcessingTime(104);
      assertThat(harness.forecasts()).isEmpty();
      harness.flink().setProcessingTime(105);
      assertThat(harness.forecasts()).extracting(Forecast::issuedAt).containsExactly(105L, 105L);
    }
  }

  @Test
  void givesEachWaveItsFullLinger() throws Exception {
    try (WaveHarness harness = WaveHarness.open(model, new WaveSettings(2, 5, 3))) {
      harness.flink().setProcessingTime(100);
      harness.add(AcceptedReadings.of("a", 0, 1));
      harness.add(AcceptedReadings.of("b", 0, 1));
      harness.flink().setProcessingTime(103);
      harness.add(AcceptedReadings.of("c", 0, 1));
      harness.flink().setProcessingTime(107);
      assertThat(harness.forecasts()).hasSize(2);
      harness.flink().setProcessingTime(108);
      assertThat(harness.forecasts()).hasSize(3);
    }
  }

  @Test
  void stepsAReadingAtOnceWithoutLinger() throws Exception {
    try (WaveHarness harness = WaveHarness.open(model, new WaveSettings(8, 0, 3))) {
      harness.add(AcceptedReadings.of("a", 0, 1));
      harness.add(AcceptedReadings.of("a", HOUR, 1));
      assertThat(harness.forecasts()).hasSize(2);
    }
  }

  @Test
  void runsAllWavesBeforeABarrier() throws Exception {
    try (WaveHarness harness = WaveHarness.open(model)) {
      for (int hour = 0; hour < 3; hour++) {
        harness.add(AcceptedReadings.of("a", hour * HOUR, hour));
      }
      assertThat(harness.forecasts()).isEmpty();
      harness.flink().prepareSnapshotPreBarrier(1);
      assertThat(harness.forecasts()).hasSize(3);
    }
  }

  @Test
  void runsAllWavesBeforeAWatermarkGoesOn() throws Exception {
    try (WaveHarness harness = WaveHarness.open(model)) {
      harness.add(AcceptedReadings.of("a", 0, 1));
      harness.flink().processWatermark(new Watermark(HOUR));
      assertThat(harness.flink().getOutput()).hasSize(2).last().isEqualTo(new Watermark(HOUR));
    }
  }

  @Test
  void runsAllWavesBeforeIdlenessGoesOn() throws Exception {
    try (WaveHarness harness = WaveHarness.open(model)) {
      harness.add(AcceptedReadings.of("a", 0, 1));
      harness.flink().processWatermarkStatus(WatermarkStatus.IDLE);
      assertThat(harness.forecasts()).hasSize(1);
    }
  }

  @Test
  void runsAllWavesAtTheEndOfInput() throws Exception {
    try (WaveHarness harness = WaveHarness.open(model)) {
      harness.add(AcceptedReadings.of("a", 0, 1));
      harness.add(AcceptedReadings.of("a", HOUR, 1));
      harness.flink().endInput();
      assertThat(harness.forecasts()).hasSize(2);
    }
  }

  @Test
  void keepsTheOrderOfABusySeries() throws Exception {
    try (WaveHarness harness = WaveHarness.open(model)) {
      for (int hour = 0; hour < 50; hour++) {
        harness.add(AcceptedReadings.of("busy", hour * HOUR, hour));
        if (hour % 10 == 0) {
          harness.add(AcceptedReadings.of("calm", hour * HOUR, hour));
        }
      }
      harness.runAll();
      assertThat(harness.late()).isEmpty();
      assertThat(harness.forecasts())
          .filteredOn(forecast -> forecast.series().equals("busy"))
          .extracting(Forecast::cutoff)
          .hasSize(50)
          .isSorted();
    }
  }

  @Test
  void forecastsNameTheirReadingAndModel() throws Exception {
    try (WaveHarness harness = WaveHarness.open(model)) {
      harness.add(AcceptedReadings.of("a", HOUR + 123, 21.5f));
      harness.runAll();
      Forecast forecast = harness.forecasts().get(0);
      assertThat(forecast.series()).isEqualTo("a");
      assertThat(forecast.cutoff()).isEqualTo(HOUR + 123);
      assertThat(forecast.cadenceMillis()).isEqualTo(HOUR);
      assertThat(forecast.model()).isEqualTo("tiny");
      assertThat(forecast.modelVersion()).isEqualTo("1");
      assertThat(forecast.levels()).containsExactly(0.1, 0.5, 0.9);
      assertThat(forecast.horizon()).isEqualTo(4);
    }
  }

  @Test
  void forecastsHaveClassesAndTheirProbabilities() throws Exception {
    TinyStepGraph moves = TinyStepGraph.hourly().withVersion("2").withClasses("down", "flat", "up");
    try (WaveHarness harness = WaveHarness.open(WaveHarness.model(folder, moves))) {
      harness.add(AcceptedReadings.of("a", HOUR, 21.5f));
      harness.add(AcceptedReadings.of("a", 2 * HOUR, 22.5f));
      harness.runAll();
      Forecast forecast = last(harness, "a");
      assertThat(forecast.classes()).containsExactly("down", "flat", "up");
      assertThat(forecast.levels()).isEmpty();
      assertThat(forecast.horizon()).isEqualTo(4);
      assertThat(forecast.quantile(2, 3)).isBetween(0.34f, 1f);
    }
  }

  @Test
  void theTimeWithinASlotDoesNotMatter() throws Exception {
    try (WaveHarness harness = WaveHarness.open(model)) {
      harness.add(AcceptedReadings.of("punctual", 5 * HOUR, 21.5f));
      harness.add(AcceptedReadings.of("tardy", 6 * HOUR - 1, 21.5f));
      harness.runAll();
      List<Forecast> forecasts = harness.forecasts();
      assertThat(forecasts.get(0).quantiles()).containsExactly(forecasts.get(1).quantiles());
    }
  }

  @Test
  void isWarmingUntilTheModelHasSeenEnough() throws Exception {
    try (WaveHarness harness = WaveHarness.open(model)) {
      for (int hour = 0; hour < 4; hour++) {
        harness.add(AcceptedReadings.of("a", hour * HOUR, hour));
      }
      harness.runAll();
      assertThat(harness.forecasts())
          .extracting(Forecast::status)
          .containsExactly(Status.WARMING, Status.WARMING, Status.READY, Status.READY);
    }
  }

  @Test
  void stepsSkippedSlotsAsMissing() throws Exception {
    try (WaveHarness gappy = WaveHarness.open(model);
        WaveHarness spelledOut = WaveHarness.open(model)) {
      for (String series : List.of("a", "b", "c")) {
        gappy.add(AcceptedReadings.of(series, 0, 10));
        spelledOut.add(AcceptedReadings.of(series, 0, 10));
      }
      // In one wave: a gap of three slots, one of one slot, and none.
      gappy.add(AcceptedReadings.of("a", 4 * HOUR, 20));
      gappy.add(AcceptedReadings.of("b", 2 * HOUR, 30));
      gappy.add(AcceptedReadings.of("c", HOUR, 40));
      spelledOut.add(AcceptedReadings.of("a", HOUR, Float.NaN));
      spelledOut.add(AcceptedReadings.of("a", 2 * HOUR, Float.NaN));
      spelledOut.add(AcceptedReadings.of("a", 3 * HOUR, Float.NaN));
      spelledOut.add(AcceptedReadings.of("a", 4 * HOUR, 20));
      spelledOut.add(AcceptedReadings.of("b", HOUR, Float.NaN));
      spelledOut.add(AcceptedReadings.of("b", 2 * HOUR, 30));
      spelledOut.add(AcceptedReadings.of("c", HOUR, 40));
      gappy.runAll();
      spelledOut.runAll();

      for (String series : List.of("a", "b", "c")) {
        assertThat(last(gappy, series).quantiles())
            .as(series)
            .containsExactly(last(spelledOut, series).quantiles());
      }
      assertThat(gappy.forecasts()).hasSize(6);
    }
  }

  @Test
  void startsAfreshAfterTooLongAGap() throws Exception {
    try (WaveHarness harness = WaveHarness.open(model)) {
      for (int hour = 0; hour < 4; hour++) {
        harness.add(AcceptedReadings.of("known", hour * HOUR, 100));
      }
      harness.add(AcceptedReadings.of("known", 8 * HOUR, 5));
      harness.add(AcceptedReadings.of("new", 8 * HOUR, 5));
      harness.runAll();
      assertThat(last(harness, "known").quantiles())
          .containsExactly(last(harness, "new").quantiles());
      assertThat(last(harness, "known").status()).isEqualTo(Status.WARMING);
    }
  }

  @Test
  void continuesAfterTheLongestGap() throws Exception {
    try (WaveHarness harness = WaveHarness.open(model)) {
      for (int hour = 0; hour < 4; hour++) {
        harness.add(AcceptedReadings.of("known", hour * HOUR, 100));
      }
      harness.add(AcceptedReadings.of("known", 7 * HOUR, 100));
      harness.runAll();
      assertThat(last(harness, "known").status()).isEqualTo(Status.READY);
    }
  }

  @Test
  void putsASecondReadingOfASlotAside() throws Exception {
    try (WaveHarness harness = WaveHarness.open(model)) {
      harness.add(AcceptedReadings.of("a", HOUR, 1));
      harness.add(AcceptedReadings.of("a", HOUR + 5, 2));
      harness.runAll();
      assertThat(harness.forecasts()).hasSize(1);
      RejectedRecord duplicate = harness.late().get(0);
      assertThat(duplicate.reason()).isEqualTo("duplicate");
      assertThat(duplicate.lagMillis()).isZero();
    }
  }

  @Test
  void putsALateReadingAsideWithItsLag() throws Exception {
    try (WaveHarness harness = WaveHarness.open(model)) {
      harness.add(AcceptedReadings.of("a", 9 * HOUR, 1));
      harness.add(AcceptedReadings.of("a", 7 * HOUR, 2));
      harness.runAll();
      assertThat(harness.forecasts()).hasSize(1);
      RejectedRecord late = harness.late().get(0);
      assertThat(late.reason()).isEqualTo("late");
      assertThat(late.lagMillis()).isEqualTo(2 * HOUR);
      assertThat(late.message())
          .isEqualTo(
              "series \"a\" has stepped the slot of 1970-01-01T09:00:00Z;"
                  + " the reading is of 1970-01-01T07:00:00Z");
    }
  }

  @Test
  void refusesReadingsWithOtherCovariatesThanTheModels() throws Exception {
    Path two = WaveHarness.model(folder, TinyStepGraph.hourly().withVersion("2").withCovariates(2));
    try (WaveHarness harness = WaveHarness.open(two)) {
      harness.add(AcceptedReadings.of("a", 0, 1));
      harness.add(AcceptedReadings.of(new Reading("b", 0, 1, new float[] {5, 6})));
      harness.add(AcceptedReadings.of(new Reading("c", 0, 1, new float[] {5, 7})));
      harness.runAll();
      assertThat(harness.deadLetters())
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.reason()).isEqualTo("wrong-covariates");
                assertThat(letter.message()).isEqualTo("covariates: found 0, the model takes 2");
              });
      assertThat(harness.forecasts()).extracting(Forecast::series).containsExactly("b", "c");
      assertThat(last(harness, "b").quantiles()).isNotEqualTo(last(harness, "c").quantiles());
    }
  }

  @Test
  void countsEveryReadingOnce() throws Exception {
    try (WaveHarness harness = WaveHarness.open(model)) {
      for (int i = 0; i < 1000; i++) {
        harness.add(AcceptedReadings.of("s" + i % 7, i * 7919L % 100 * HOUR, i));
      }
      harness.runAll();
      assertThat(harness.forecasts().size() + harness.late().size()).isEqualTo(1000);
      assertThat(harness.late()).isNotEmpty();
    }
  }

  @Test
  void refusesAModelFileThatIsNotThere() {
    assertThatThrownBy(() -> WaveHarness.open(folder.resolve("none.onnx")))
        .hasMessageContaining("none.onnx can't be read on this machine");
  }

  @Test
  void refusesADamagedModelFile() throws Exception {
    byte[] file = Files.readAllBytes(model);
    file[file.length / 2] ^= 1;
    Path damaged = Files.write(folder.resolve("damaged.onnx"), file);
    assertThatThrownBy(() -> WaveHarness.open(damaged)).isInstanceOf(IOException.class);
  }

  private static Forecast last(WaveHarness harness, String series) {
    List<Forecast> own =
        harness.forecasts().stream().filter(f -> f.series().equals(series)).toList();
    assertThat(own).as(series).isNotEmpty();
    return own.get(own.size() - 1);
  }
}
