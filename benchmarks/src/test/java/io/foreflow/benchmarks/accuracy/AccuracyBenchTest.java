package io.foreflow.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.trainer.loop.TrainingListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the unchanged programs on made-up data in the data sets' own formats, with very few steps.
 */
class AccuracyBenchTest {

  private static final Map<String, String> FEW_STEPS =
      Map.of("steps", "2", "rounds", "1", "members", "2");

  private static final Map<String, String> SMALL =
      Map.of("steps", "2", "rounds", "1", "hidden", "4", "head-units", "4", "members", "1");

  private final Path folder;

  AccuracyBenchTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void rollingTasksForecastFromEachOrigin() throws IOException {
    write("nab/realKnownCause/nyc_taxi.csv", "timestamp,value", 7_100, row -> "t," + wave(row, 48));

    AccuracyResult result = run("taxi-nab");

    List<String> rows = gunzip(folder.resolve("out/taxi-nab.csv.gz"));
    assertThat(rows.get(0)).startsWith("unique_id,origin,step,point,q");
    // Origins start at 7000 and end five readings before the last one.
    assertThat(result.origins()).isEqualTo(7_100 - 5 - 7_000);
    assertThat(rows.subList(1, rows.size())).hasSize((int) result.origins() * 5);
    Set<String> places = new HashSet<>();
    rows.subList(1, rows.size())
        .forEach(row -> places.add(String.join(",", List.of(row.split(",")).subList(0, 3))));
    assertThat(places)
        .hasSize(rows.size() - 1)
        .contains("nyc_taxi,7000,1", "nyc_taxi,7094,5")
        .doesNotContain("nyc_taxi,6999,1", "nyc_taxi,7095,1");
  }

  @Test
  void trainingIgnoresTheTestPart() throws IOException {
    write("nab/realKnownCause/nyc_taxi.csv", "timestamp,value", 7_100, row -> "t," + wave(row, 48));
    String one = run("taxi-nab").modelSha256();
    write(
        "nab/realKnownCause/nyc_taxi.csv",
        "timestamp,value",
        7_100,
        row -> "t," + (row < 7_000 ? wave(row, 48) : 7));

    assertThat(run("taxi-nab").modelSha256()).isEqualTo(one);
  }

  @Test
  void seriesWithoutTimesAreForecastFromTheirEnds() throws IOException {
    StringBuilder rows = new StringBuilder("\"V1\",\"V2\"\n");
    for (int series = 1; series <= 3; series++) {
      rows.append("\"H").append(series).append('"');
      for (int i = 0; i < 700 + 10 * series; i++) {
        rows.append(',').append(wave(i, 24) * series);
      }
      rows.append(",,\n");
    }
    Files.createDirectories(folder.resolve("m4"));
    Files.writeString(folder.resolve("m4/Hourly-train.csv"), rows);

    AccuracyResult result = run("m4-hourly", TaskRecipe.OWN, FEW_STEPS);

    List<String> forecasts = Files.readAllLines(folder.resolve("out/m4-hourly.csv"));
    assertThat(forecasts).hasSize(1 + 3 * 48);
    assertThat(forecasts).anyMatch(row -> row.startsWith("H1,709,1,"));
    assertThat(forecasts).anyMatch(row -> row.startsWith("H3,729,48,"));
    assertThat(result.configuration()).containsEntry("members", "2").containsEntry("hidden", "96");
  }

  @Test
  void missingDataIsNamed() {
    assertThatThrownBy(() -> run("los"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("los_speed.csv")
        .hasMessageContaining("--data");
    assertThatThrownBy(() -> run("nothing"))
        .hasMessageContaining("no task is called nothing")
        .hasMessageContaining("etth1-96");
  }

  @Test
  void heldOutReadingsAreForecastAndNotLearnt() throws IOException {
    write("nab/realKnownCause/nyc_taxi.csv", "timestamp,value", 7_100, row -> "t," + wave(row, 48));
    Path out = folder.resolve("held-out");
    AccuracyBench bench =
        new AccuracyBench(folder, out, TaskRecipe.of("own"), Optional.empty(), SMALL, 400);
    String one = bench.run("taxi-nab", TrainingListener.NONE).modelSha256();

    List<String> rows = gunzip(out.resolve("taxi-nab.csv.gz"));

    assertThat(rows).hasSize(1 + (400 - 5 + 1) * 5);
    assertThat(rows.get(1)).startsWith("nyc_taxi,6599,1,");
    assertThat(rows.get(rows.size() - 1)).startsWith("nyc_taxi,6994,5,");
    write(
        "nab/realKnownCause/nyc_taxi.csv",
        "timestamp,value",
        7_100,
        row -> "t," + (row < 6_600 ? wave(row, 48) : 7));
    assertThat(bench.run("taxi-nab", TrainingListener.NONE).modelSha256()).isEqualTo(one);
  }

  @Test
  void recipesChooseTheOptions() throws IOException {
    write("nab/realKnownCause/nyc_taxi.csv", "timestamp,value", 7_100, row -> "t," + wave(row, 48));

    assertThat(run("taxi-nab", "own").configuration())
        .containsEntry("validation", "0")
        .containsEntry("disturbed", "3");
    assertThat(run("taxi-nab", "auto").configuration())
        .containsEntry("horizon", "5")
        .doesNotContainEntry("validation", "0")
        .containsEntry("disturbed", "3");
    assertThat(run("taxi-nab", "sensor-hourly").configuration())
        .containsEntry("horizon", "5")
        .containsEntry("disturbed", "0");
    assertThatThrownBy(() -> run("taxi-nab", "best"))
        .hasMessageContaining("no recipe is called best")
        .hasMessageContaining("sensor-hourly");
  }

  private AccuracyResult run(String task) throws IOException {
    return run(task, TaskRecipe.OWN);
  }

  private AccuracyResult run(String task, String recipe) throws IOException {
    return run(task, recipe, SMALL);
  }

  private AccuracyResult run(String task, String recipe, Map<String, String> set)
      throws IOException {
    Path out = folder.resolve("out");
    return new AccuracyBench(folder, out, TaskRecipe.of(recipe), Optional.empty(), set, 0)
        .run(task, TrainingListener.NONE);
  }

  private static double wave(int row, int season) {
    return Math.rint(1e3 * (5 + Math.sin(2 * Math.PI * row / season) + 0.1 * (row % 7))) / 1e3;
  }

  /** A row of a file. */
  private interface Row {
    String at(int row);
  }

  private void write(String name, String header, int count, Row row) throws IOException {
    StringBuilder text = new StringBuilder(header).append('\n');
    for (int i = 0; i < count; i++) {
      text.append(row.at(i)).append('\n');
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static List<String> gunzip(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
