package io.foreflow.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.cli.CommandRunner;
import io.foreflow.cli.CommandRunner.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command {@code train} chooses by itself. */
class ChosenOptionsCommandTest {

  private static final String SMALL = " --hidden 4 --head-units 4 --members 1 --steps 2";

  @TempDir Path folder = Path.of("");
  private Path history = Path.of("");

  @BeforeEach
  void writeWeeklySales() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder rows = new StringBuilder("unique_id,ds,y\n");
    for (int week = 0; week < 260; week++) {
      Instant time = Instant.parse("2020-01-06T00:00:00Z").plusSeconds(7L * 86_400 * week);
      double sales = 100 + 20 * Math.sin(2 * Math.PI * week / 52) + 5 * random.nextGaussian();
      rows.append("shop,%s,%.2f%n".formatted(time, sales));
    }
    history = Files.writeString(folder.resolve("sales.csv"), rows);
  }

  private Outcome train(String options) {
    return CommandRunner.run(("train --data " + history + " --horizon 4" + options).split(" ", -1));
  }

  @Test
  void explainShowsTheChoiceAndItsReasons() {
    Outcome outcome = train(" --explain");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("Chosen for this history: averaging=ema batch=16 ")
        .contains("  Kind of series: sensors, because they have a season.")
        .contains("  A season of 52 slots (a year): it lowers the error on held-out readings by ")
        .contains("steps with a dropout of 0.3, because there are 260 slots of 1 series.")
        .containsPattern("seasons +\\[52]");
  }

  @Test
  void modelFileSaysWhatWasChosen() throws Exception {
    Path model = folder.resolve("m.onnx");
    Outcome outcome = train(" --json --out " + model + SMALL);

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    JsonNode chosen = new ObjectMapper().readTree(outcome.out()).path("chosen");
    assertThat(chosen.path("kind").asText()).isEqualTo("sensors");
    assertThat(chosen.path("options").path("seasons").asText()).isEqualTo("52");
    assertThat(chosen.path("options").has("steps")).as("given, so not chosen").isFalse();
    assertThat(CommandRunner.run("inspect", model.toString()).out())
        .containsPattern("chosen by training +averaging, batch, cell, dropout, ")
        .contains("A season of 52 slots (a year)");
  }

  @Test
  void hintNamesTheKindThatSuitsBetter() {
    assertThat(train(" --explain --preset price-hourly").out())
        .contains(
            "Hint: preset price-hourly is for prices, but these readings look like sensors: they"
                + " have a season. Train without --preset or with --preset sensor-hourly, and"
                + " compare.");
    assertThat(train(" --explain --preset sensor-hourly").out()).doesNotContain("Hint:");
  }

  @Test
  void hintNamesASeedModelForManySeries() {
    String many = folder.resolve("many.csv").toString();
    assertThat(
            CommandRunner.run("simulate", "--history", "12", "--series", "60", "--out", many)
                .exitCode())
        .isZero();

    String training = "train --explain --horizon 48 --validation 48 --data " + many;

    assertThat(CommandRunner.run(training.split(" ", -1)).out())
        .contains("Kind of series: many-short-series")
        .contains("Train with --from seed:hourly, and compare.");
    assertThat(CommandRunner.run((training + " --from seed:hourly").split(" ", -1)).out())
        .contains("Starts from seed:hourly")
        .doesNotContain("Hint:");
    assertThat(train(" --explain").out()).doesNotContain("seed:");
  }

  @Test
  void presetsAreDescribed() {
    Outcome outcome = CommandRunner.run("train", "--presets");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains("price-minute: prices by the minute: no season, half an hour ahead [horizon=30")
        .contains("  no-season            they have no season, and they return to a level");
    assertThat(CommandRunner.run("train", "--help").out())
        .contains("  many-short-series    thousands of series of a few weeks");
  }
}
