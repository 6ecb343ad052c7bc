package io.foreflow.cli.seed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.cli.CommandRunner;
import io.foreflow.cli.CommandRunner.Outcome;
import io.foreflow.seed.SeedModel;
import io.foreflow.seed.SeedModels;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that take {@code seed:NAME} where they take a model file. */
class SeedCommandsTest {

  private final SeedModel hourly = SeedModels.require("hourly");

  @TempDir Path folder = Path.of("");

  @Test
  void modelsSeedsListsThemWithTheirRecipes() throws Exception {
    assertThat(run("models seeds").out())
        .contains("seed:hourly", "PT1H", "48 slots", "0.750", "79.9 %");

    JsonNode listed = new ObjectMapper().readTree(run("models seeds --json").out()).path("seeds");
    assertThat(listed).hasSize(SeedModels.all().size());
    assertThat(listed)
        .filteredOn(row -> row.path("uri").asText().equals("seed:hourly"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.path("sha256").asText()).isEqualTo(hourly.sha256());
              assertThat(row.path("command").asText()).isEqualTo(hourly.command());
            });
  }

  @Test
  void inspectDescribesASeed() {
    assertThat(run("inspect seed:hourly").out())
        .contains(hourly.sha256())
        .contains("no real data: kind hourly");
  }

  @Test
  void unknownSeedsAreRefusedWithThoseThatExist() {
    for (String command : List.of("inspect", "publish", "backtest --data x.csv")) {
      assertThat(fails(command + " seed:weekly").err())
          .contains("found no seed model \"weekly\", allowed: ", "hourly");
    }
    assertThat(fails("inspect seed:hourly@" + "a".repeat(64)).err())
        .contains("the file of another release")
        .contains(hourly.versionUri());
  }

  @Test
  void backtestsASeedFromItsFirstWarmForecast() throws Exception {
    Path history = history(12);

    Outcome outcome = run("backtest seed:hourly --stride 24 --json --data " + history);

    assertThat(outcome.err()).contains("trained on generated series alone");
    JsonNode result = new ObjectMapper().readTree(outcome.out());
    // 12 days, of which the first seven warm the model up.
    assertThat(result.path("origins").asInt()).isEqualTo(2 * 5);
  }

  @Test
  void trainingStartsFromASeed() throws Exception {
    Path history = history(30);
    Path out = folder.resolve("tuned.onnx");

    run("train --from seed:hourly --steps 1 --data %s --out %s".formatted(history, out));

    Outcome described = run("inspect " + out);
    assertThat(described.out()).contains(hourly.sha256()).contains("48 slots");
    assertThat(
            fails("train --from seed:hourly --hidden 7 --data %s --explain".formatted(history))
                .err())
        .contains("the weights are of another network");
  }

  @Test
  void aSeedIsPublishedWithoutAPlace() {
    assertThat(fails("publish seed:hourly --uri https://files.example/m.onnx").err())
        .contains("a seed model is in the job's own jar, so leave --uri out");
  }

  @Test
  void runNamesSeedsWithoutAPipeline() {
    assertThat(fails("run").err()).contains("-Dmodel.uri=FILE, or seed:NAME");
  }

  private Path history(int days) {
    Path history = folder.resolve("history.csv");
    run("simulate --history %d --series 2 --out %s".formatted(days, history));
    return history;
  }

  private static Outcome run(String words) {
    Outcome outcome = CommandRunner.run(words.split(" ", -1));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return outcome;
  }

  private static Outcome fails(String words) {
    Outcome outcome = CommandRunner.run(words.split(" ", -1));
    assertThat(outcome.exitCode()).as(outcome.out()).isNotZero();
    return outcome;
  }
}
