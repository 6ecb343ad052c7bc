package io.foreflow.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.trainer.Trainer;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.TrainingRun;
import io.foreflow.trainer.TrainingSource;
import io.foreflow.trainer.loop.TrainingListener;
import io.foreflow.trainer.synthetic.SyntheticKind;
import io.foreflow.trainer.synthetic.SyntheticRecipe;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Measures a seed model of two training steps on made-up data in the data sets' own formats. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ZeroShotBenchTest {

  private static final int DAY = 24;
  private static final int HOURS = 48;
  private static final double SLOPE = 0.01;

  private final Path folder;
  private final Path seed;

  ZeroShotBenchTest(@TempDir Path folder) {
    this.folder = folder;
    this.seed = folder.resolve("seed.onnx");
  }

  @BeforeAll
  void write() throws IOException {
    SyntheticKind kind = SyntheticKind.HOURLY;
    TrainingConfig config =
        TrainingConfig.builder()
            .set(kind.options())
            .set(Map.of("steps", "2", "rounds", "1", "hidden", "4", "head-units", "4"))
            .set(Map.of("layers", "1", "seasons", "24", "profile", "0", "model", "tiny"))
            .build();
    TrainingSource source = TrainingSource.drawnBy(new SyntheticRecipe(kind, 1, 3));
    Files.write(
        seed,
        new Trainer()
            .train(source, config, Optional.empty(), TrainingRun.with(TrainingListener.NONE))
            .file());
    rows("m4/Hourly-train.csv", 0, 700);
    rows("m4/Hourly-test.csv", 700, 700 + HOURS);
    StringBuilder loads = new StringBuilder("date,OT\n");
    StringBuilder clicks = new StringBuilder("timestamp,value\n");
    for (int hour = 0; hour < 14_500; hour++) {
      loads.append("t,").append(value(hour)).append('\n');
      if (hour < 800) {
        Instant time = Instant.parse("2014-01-01T00:00:00Z").plusSeconds(hour * 3_600L);
        clicks.append(time.toString().replace('T', ' ').replace("Z", "")).append(',');
        clicks.append(hour % DAY).append('\n');
      }
    }
    put("ett/ETTh1.csv", loads.toString());
    put("nab/realAdExchange/clicks.csv", clicks.toString());
    put("nab/artificialNoAnomaly/drawn.csv", clicks.toString());
  }

  /** A wave of a day that rises by the same amount each hour. */
  private static double value(int hour) {
    return 5 + Math.sin(2 * Math.PI * hour / DAY) + SLOPE * hour;
  }

  private void rows(String file, int from, int to) throws IOException {
    StringBuilder text = new StringBuilder("V1\n\"H1\"");
    for (int hour = from; hour < to; hour++) {
      text.append(',').append(value(hour));
    }
    put(file, text.append('\n').toString());
  }

  private void put(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private ZeroShotSummary run(boolean calibrated, Optional<Path> out) throws IOException {
    return new ZeroShotRun(folder, out, calibrated, Map.of("hourly", ZeroShotRun.Seed.of(seed)))
        .run(name -> {});
  }

  @Test
  void scoresTheSeasonalNaiveForecastToo() throws IOException {
    ZeroShotSummary summary = run(false, Optional.empty());

    assertThat(summary.tasks())
        .extracting(ZeroShotRow::task)
        .containsExactly("m4-hourly", "etth1-48", "nab/clicks");
    ZeroShotRow m4 = summary.tasks().get(0);
    assertThat(m4.targets()).isEqualTo(HOURS);
    // On the second day the last reading of the same hour is two days old.
    assertThat(m4.seasonalMase()).isCloseTo(1.5, within(1e-3));
    assertThat(m4.maseRatio()).isCloseTo(m4.mase() / 1.5, within(1e-3));
    double owa = (m4.smape() / 18.383 + m4.mase() / 2.395) / 2;
    assertThat(summary.published()).containsEntry("M4 Hourly OWA", owa);
    // The clicks repeat themselves, so they have no unit of MASE and no ratio.
    assertThat(summary.tasks().get(2).maseRatio()).isNaN();
    assertThat(Objects.requireNonNull(summary.means().get("all")).mase())
        .isCloseTo(Math.sqrt(m4.maseRatio() * summary.tasks().get(1).maseRatio()), within(1e-9));
  }

  @Test
  void calibratedBandsAreMeasuredOnRequest() throws IOException {
    assertThat(run(false, Optional.empty()).tasks()).allMatch(row -> row.calibrated() == null);

    ZeroShotRow calibrated = run(true, Optional.empty()).tasks().get(1);

    // A band of a model of two steps holds anything but 80 %.
    assertThat(Math.abs(calibrated.calibratedShare() - 0.8))
        .isLessThan(Math.abs(calibrated.coverage() - 0.8));
  }

  @Test
  void writesForecastsForTheScoringScripts() throws IOException {
    Path out = folder.resolve("out");

    ZeroShotSummary summary = run(false, Optional.of(out));

    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("m4-hourly.csv", "etth1-24.csv.gz");
    }
    List<String> m4 = Files.readAllLines(out.resolve("m4-hourly.csv"));
    assertThat(m4).hasSize(1 + HOURS);
    assertThat(m4.get(0)).startsWith("unique_id,origin,step,point,q0.1,");
    assertThat(m4.get(1)).startsWith("H1,699,1,");
    assertThat(summary.published().get("ETTh1 24 h MSE")).isPositive();
  }

  @Test
  void seedFilesOfUnknownKindsAreRefused() {
    StringWriter errors = new StringWriter();
    CommandLine command =
        new CommandLine(new AccuracyBenchCommand()).setErr(new PrintWriter(errors));

    assertThat(command.execute("--zero-shot", "--data", ".", "--seed-file", "weekly=x.onnx"))
        .isEqualTo(2);
    assertThat(errors.toString()).contains("weekly").contains("half-hourly");
  }
}
