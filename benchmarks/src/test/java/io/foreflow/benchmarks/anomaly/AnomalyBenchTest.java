package io.foreflow.benchmarks.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.benchmarks.report.BenchReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Tests the command with few series and short trainings. */
class AnomalyBenchTest {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final Path folder;
  private final StringWriter errors = new StringWriter();

  AnomalyBenchTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private BenchReport run(String... arguments) throws IOException {
    Path file = folder.resolve("report.json");
    List<String> all = new ArrayList<>(List.of("--hidden=8", "--out=" + file));
    all.addAll(Arrays.asList(arguments));
    int code =
        new CommandLine(new AnomalyBenchCommand())
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(errors))
            .execute(all.toArray(String[]::new));
    assertThat(code).as(errors.toString()).isZero();
    return new ObjectMapper().readValue(file.toFile(), BenchReport.class);
  }

  private static double figure(BenchReport report, String name) {
    assertThat(report.variants()).containsKey(name);
    return Objects.requireNonNull(report.variants().get(name)).median();
  }

  @Test
  void comparesDetectorsAndDrawsWhatWasFound() throws IOException {
    Path picture = folder.resolve("picture.svg");

    BenchReport report = run("--series=2", "--weeks=5", "--steps=60", "--picture=" + picture);

    assertThat(figure(report, "seriesWeeks")).isEqualTo(10);
    assertThat(figure(report, "undisturbed.alarmsPerWeek")).isBetween(0.1, 2.0);
    assertThat(figure(report, "episodes.dropout.recall")).isGreaterThan(60);
    assertThat(figure(report, "episodes.stuck.recall")).isGreaterThan(60);
    assertThat(figure(report, "episodes.all.recall"))
        .isGreaterThan(figure(report, "zScore.all.recall"));
    for (String detector : List.of("episodes", "zScore", "ewma", "cutForest")) {
      for (String kind : List.of("spike", "level-shift", "variance", "phase", "all")) {
        String name = detector + "." + kind;
        assertThat(figure(report, name + ".recall")).isBetween(0.0, 100.0);
        assertThat(figure(report, name + ".precision")).isBetween(0.0, 100.0);
        assertThat(figure(report, name + ".delay")).isNotNegative();
        assertThat(figure(report, name + ".falsePerWeek")).isNotNegative();
      }
    }
    assertThat(Files.readString(picture)).startsWith("<svg").contains(">stuck<", ">dropout<");
  }

  @Test
  void countsFalseAlarmsOfEachDataSet() throws IOException {
    BenchReport report = run("--undisturbed", "--series=2", "--weeks=4", "--steps=20");

    assertThat(figure(report, "all.seriesWeeks")).isEqualTo(16);
    assertThat(figure(report, "all.alarmsPerWeek"))
        .isEqualTo(
            (figure(report, "sensors.alarmsPerWeek")
                    + figure(report, "changingSensors.alarmsPerWeek"))
                / 2);
    assertThat(report.skipped()).containsKey("public data sets");
  }

  @Test
  void comparesWithTheLabelsOfStreams() throws IOException {
    LocalDateTime start = LocalDateTime.of(2014, 4, 1, 0, 0);
    Random random = new Random(4);
    int spike = 1500;
    StringBuilder rows = new StringBuilder("timestamp,value\n");
    for (int i = 0; i < 2000; i++) {
      double value = 50 + 20 * Math.sin(2 * Math.PI * i / 24) + random.nextGaussian();
      rows.append(start.plusHours(i).format(TIME))
          .append(',')
          .append(i == spike ? 200 : value)
          .append('\n');
    }
    Path file = folder.resolve("nab/some/stream.csv");
    Files.createDirectories(file.getParent());
    Files.writeString(file, rows);
    Path labels = folder.resolve("labels.json");
    Files.writeString(
        labels,
        "{\"some/stream.csv\":[[\"%s.000000\",\"%s.000000\"]]}"
            .formatted(
                start.plusHours(spike - 5).format(TIME), start.plusHours(spike + 5).format(TIME)));

    BenchReport report = run("--data=" + folder, "--labels=" + labels, "--steps=60");

    assertThat(figure(report, "episodes.nab60.recall")).isEqualTo(100);
    assertThat(figure(report, "episodes.all.delay")).isBetween(0.0, 5.0);
    assertThat(figure(report, "cutForest.all.recall")).isEqualTo(100);
  }

  @Test
  void labelsNeedTheStreams() {
    int code =
        new CommandLine(new AnomalyBenchCommand())
            .setErr(new PrintWriter(errors))
            .execute("--labels=labels.json");

    assertThat(code).isEqualTo(2);
    assertThat(errors.toString()).contains("--labels needs --data DIR");
  }
}
