package io.foreflow.benchmarks.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.benchmarks.calibration.CalibrationResult.Step;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** The unchanged program on simulated series, with very few steps of training. */
class CalibrationBenchTest {
  private static final Map<String, String> SHORT =
      Map.of("steps", "2", "rounds", "1", "hidden", "4", "head-units", "4", "profile", "0");

  private static final CalibrationTask CHANGING = CalibrationTasks.byName("changing");

  private static Path models = Path.of("");

  @BeforeAll
  static void keepModels(@TempDir Path folder) {
    models = folder.resolve("models");
  }

  private static CalibrationBench bench() {
    return new CalibrationBench(Path.of("nowhere"), Optional.of(models), SHORT);
  }

  @Test
  void calibratedBandsAreNearerToTheirPromise() throws IOException {
    CalibrationResult found = bench().run(CHANGING);

    assertThat(found.series()).isEqualTo(12);
    assertThat(found.nominalCoverage()).isEqualTo(0.8);
    assertThat(found.steps()).extracting(Step::step).containsExactly(1, 12, 24);
    for (Step step : found.steps()) {
      assertThat(Math.abs(step.calibrated() - 0.8)).isLessThan(Math.abs(step.own() - 0.8));
      assertThat(step.lossRatio()).isLessThan(1);
      // All readings of the 24 weeks after the training.
      assertThat(step.targets()).isEqualTo(12L * (24 * 7 * 24 - step.step()));
    }
    assertThat(CalibrationSummary.of(List.of(found)).toJson())
        .startsWith("{\"bench\":\"calibration\"")
        .contains("\"task\":\"changing\"", "\"lossRatio\":");
  }

  @Test
  void modelsAreTrainedOnce() throws IOException {
    CalibrationResult first = bench().run(CHANGING);
    Path file = models.resolve("changing.onnx");
    byte[] bytes = Files.readAllBytes(file);

    CalibrationBench other =
        new CalibrationBench(Path.of("nowhere"), Optional.of(models), Map.of("steps", "3"));
    assertThat(other.run(CHANGING)).isEqualTo(first);
    assertThat(file).hasBinaryContent(bytes);
  }

  @Test
  void thePictureHasBothBands() throws Exception {
    String svg = bench().with(CHANGING, BandPicture::of);

    var paths =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)))
            .getElementsByTagName("path");
    assertThat(paths.getLength()).isGreaterThan(8);
    assertThat(svg)
        .contains("class=\"own\" d=\"M", "class=\"calibrated\" d=\"M")
        .contains("class=\"ownBand\" d=\"M", "class=\"calibratedBand\" d=\"M")
        .contains("prefers-color-scheme: dark", "in the 80 % band", "forecast 12 hours before")
        .doesNotContain("NaN", "Infinity");
  }
}
