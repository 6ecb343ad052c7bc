package io.foreflow.cli.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.cli.CommandRunner;
import io.foreflow.cli.CommandRunner.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backtest and a training say of their figures. */
class BacktestCommandTest {

  private static final Instant START = Instant.parse("2025-01-06T00:00:00Z");
  private static final int LEARNT = 20 * 24;
  private static final int ALL = 23 * 24;

  private static Path folder;
  private static Path earlier;
  private static Path later;
  private static Path model;
  private static Outcome trained;

  @BeforeAll
  static void trainsAModelThatIsWarmAtOnce(@TempDir Path given) throws IOException {
    folder = given;
    earlier = write("earlier.csv", Duration.ofHours(1), 0, LEARNT);
    later = write("later.csv", Duration.ofHours(1), LEARNT, ALL);
    model = folder.resolve("model.onnx");
    trained =
        run(
            "train --horizon 6 --context 24 --seasons 24 --warmup 1 --hidden 2 --head-units 2"
                + " --steps 2 --batch 2",
            "--data",
            earlier,
            "--out",
            model);
    assertThat(trained.exitCode()).as(trained.err()).isZero();
  }

  private static Path write(String name, Duration cadence, int from, int to) throws IOException {
    StringBuilder rows = new StringBuilder("unique_id,ds,y\n");
    for (String series : List.of("a", "b")) {
      for (int i = from; i < to; i++) {
        Instant time = START.plus(cadence.multipliedBy(i));
        double value = 50 + 10 * Math.sin(Math.PI * i / 12) + i * 31 % 17 / 4.0;
        rows.append("%s,%s,%s%n".formatted(series, time, value));
      }
    }
    return Files.writeString(folder.resolve(name), rows);
  }

  private static Outcome run(String options, Object... more) {
    List<String> arguments = new ArrayList<>(List.of(options.split(" ", -1)));
    Arrays.stream(more).map(Object::toString).forEach(arguments::add);
    return CommandRunner.run(arguments.toArray(String[]::new));
  }

  private static String well(Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return outcome.out();
  }

  @Test
  void trainingSaysHowMuchWasHeldOut() {
    // A tenth of 480 slots, because a twentieth of two series is too little.
    assertThat(trained.out())
        .contains("On the readings held out: quantile loss (wQL) ")
        .contains(" % of them in the 80 % band; 96 forecasts of 2 series over 2 d, as much as 16")
        .contains("Warning: this is too little data for a reliable figure. Hold out more slots");
    assertThat(well(run("inspect", model)))
        .contains("trained on           960 readings of 2 series", "origins 96", "slots 48")
        .doesNotContain("trained at");
  }

  @Test
  void coldBaselinesAreReportedWithAdvice() {
    String shown = well(run("backtest", model, "--data", later));

    assertThat(shown)
        .contains(
            "Warning: too little history for the baselines in 2 of 2 series: fewer than 72 slots")
        .contains("Warning: there is no MASE: no two readings a season of 24 slots apart came")
        .contains("with --history FILE");
    assertThat(well(run("backtest", model, "--data", later, "--json")))
        .contains("\"warnings\":[\"too little history for the baselines");
  }

  @Test
  void earlierReadingsWarmAndAreNotScored() {
    String shown = well(run("backtest", model, "--data", later, "--history", earlier));

    assertThat(shown)
        .contains("earlier.csv: 960 readings of 2 series")
        .contains("144 forecasts of 2 series, whose targets span 3 d.")
        .doesNotContain("Warning", "     -");
    Path joined = folder.resolve("joined.csv");
    well(run("backtest --forecasts", joined, model, "--data", later, "--history", earlier));
    assertThat(joined).content().contains("\na,479,1,").doesNotContain("\na,478,1,");
  }

  @Test
  void readingsOfAFinerCadenceAreRefused() throws IOException {
    Path half = write("half.csv", Duration.ofMinutes(30), 0, 400);

    Outcome refused = run("backtest --tail 24", model, "--data", half);

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.out()).doesNotContain("MASE");
    assertThat(refused.err())
        .contains("half.csv: the readings are PT30M apart, and a slot of the model forecaster is")
        .contains("--duplicates (first, last, mean, ohlc)");
    assertThat(well(run("backtest --tail 24 --duplicates mean", model, "--data", half)))
        .contains("400 repeated", "forecaster ");
  }

  @Test
  void coarserReadingsAreReported() throws IOException {
    Path rare = write("rare.csv", Duration.ofHours(2), 0, 200);

    assertThat(well(run("backtest --tail 24", model, "--data", rare)))
        .contains("Warning: " + rare + ": the readings are PT2H apart, and a slot of the model is");
  }

  @Test
  void fromTakesADate() {
    String shown =
        well(run("backtest --from 2025-01-27", model, "--data", later, "--history", earlier));

    // The readings of the last day and more, from the first one of that day on.
    assertThat(shown).contains("94 forecasts of 2 series, whose targets span 47 h.");
  }

  @Test
  void calibrationMovesBandsAndSaysSo() throws IOException {
    Path own = folder.resolve("own.csv");
    Path calibrated = folder.resolve("calibrated.csv");
    Path again = folder.resolve("again.csv");

    String shown = backtest("online", calibrated);
    well(run("backtest --forecasts", own, model, "--data", later, "--history", earlier));

    assertThat(shown)
        .contains("144 forecasts of 2 series, whose targets span 3 d.")
        .contains("Calibrated online: share of the targets in the 80 % band, and loss of its")
        .containsPattern("\n1 +[0-9.]+ % +[0-9.]+ % +[0-9.]+ +[0-9.]+\n3 .*\n6 ");
    assertThat(Files.readAllLines(calibrated)).hasSameSizeAs(Files.readAllLines(own));
    assertThat(calibrated).content().isNotEqualTo(Files.readString(own));
    assertThat(backtest("online", again).replace("again.csv", "calibrated.csv")).isEqualTo(shown);
    assertThat(again).hasSameBinaryContentAs(calibrated);
  }

  @Test
  void withoutCalibrationForecastsAreTheModelsOwn() throws IOException {
    Path own = folder.resolve("without.csv");
    Path off = folder.resolve("off.csv");

    String shown =
        well(run("backtest --forecasts", own, model, "--data", later, "--history", earlier));

    assertThat(backtest("off", off).replace("off.csv", "without.csv")).isEqualTo(shown);
    assertThat(off).hasSameBinaryContentAs(own);
    assertThat(shown).doesNotContain("alibrat");
  }

  private static String backtest(String calibration, Path forecasts) {
    return well(
        run(
            "backtest --calibration " + calibration,
            model,
            "--data",
            later,
            "--history",
            earlier,
            "--forecasts",
            forecasts));
  }

  @Test
  void calibrationIsInJson() {
    String json =
        well(
            run(
                "backtest --json --calibration online",
                model,
                "--data",
                later,
                "--history",
                earlier));

    assertThat(json)
        .contains(
            "\"calibration\":{\"nominalCoverage\":0.8,\"steps\":[{\"step\":1,\"targets\":144,")
        .containsPattern("\"ownCoverage\":0[.0-9]+,\"calibratedCoverage\":0[.0-9]+,\"ownLoss\":")
        .contains("{\"step\":3,\"targets\":140,", "{\"step\":6,\"targets\":134,");
  }

  @Test
  void calibrationOfModelsWithoutBandIsRefused() {
    for (String options : List.of("--head point", "--head direction")) {
      Path other = folder.resolve("other.onnx");
      well(
          run(
              "train --horizon 2 --context 24 --seasons 24 --warmup 1 --hidden 2 --head-units 2"
                  + " --steps 2 --batch 2 "
                  + options,
              "--data",
              earlier,
              "--out",
              other));

      Outcome refused =
          run("backtest --calibration online", other, "--data", later, "--history", earlier);

      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err())
          .contains(
              "--calibration online moves the bands of quantiles, and the model forecaster gives")
          .contains("it needs levels below and above 0.5. Leave the option out");
    }
  }
}
