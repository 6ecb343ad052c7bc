package io.foreflow.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.cli.CommandRunner;
import io.foreflow.cli.CommandRunner.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The option {@code --synthetic} of the command {@code train}. */
class SyntheticTrainCommandTest {

  @TempDir Path folder = Path.of("");

  private static Outcome train(String options) {
    return CommandRunner.run(("train " + options).split(" ", -1));
  }

  private JsonNode trained(String file, String options) throws Exception {
    Outcome outcome =
        train(
            "--synthetic hourly --synthetic-series 4 --horizon 3 --layers 1 --hidden 4 --steps 2"
                + " --json --out %s %s".formatted(folder.resolve(file), options).stripTrailing());
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return new ObjectMapper().readTree(outcome.out().lines().toList().get(0));
  }

  @Test
  void trainsTheSameFileFromTheSameSeed() throws Exception {
    JsonNode first = trained("first.onnx", "");
    JsonNode second = trained("second.onnx", "");
    JsonNode other = trained("other.onnx", "--synthetic-seed 2");

    assertThat(second.path("sha256").asText()).isEqualTo(first.path("sha256").asText());
    assertThat(other.path("sha256").asText()).isNotEqualTo(first.path("sha256").asText());
    assertThat(CommandRunner.run("inspect", folder.resolve("other.onnx").toString()).out())
        .contains("no real data: kind hourly, seed 2, generator 3")
        .contains("readings of 4 series")
        .contains("calendar=none");
  }

  @Test
  void explainsWhatItWouldTrain() {
    Outcome outcome = train("--synthetic daily --synthetic-series 3 --explain");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("synthetic daily: ", "of 3 series", "PT24H");
  }

  @Test
  void needsExactlyOneSource() {
    assertThat(train("--out x.onnx").err())
        .contains("give exactly one of --data FILE, --topic NAME and --synthetic KIND; found none");
    assertThat(train("--out x.onnx --data a.csv --synthetic hourly").err())
        .contains("found --data and --synthetic");
    assertThat(train("--out x.onnx --data a.csv --synthetic-series 5").err())
        .contains("--synthetic-series and --synthetic-seed need --synthetic, found --data");
  }

  @Test
  void refusesWhatIsNoRecipe() {
    Outcome kind = train("--synthetic weekly --explain");
    assertThat(kind.exitCode()).isEqualTo(2);
    assertThat(kind.err()).contains("--synthetic", "weekly", "half-hourly", "15-minute");
    assertThat(train("--synthetic hourly --synthetic-series 0 --explain").err())
        .contains("--synthetic-series");
    assertThat(train("--synthetic hourly --cadence PT5M --explain").err())
        .contains("leave --cadence out");
    assertThat(train("--synthetic hourly --covariates load --explain").err())
        .contains("generated series have no covariates; found load");
  }
}
