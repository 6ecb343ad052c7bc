package io.foreflow.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.cli.CommandRunner;
import io.foreflow.cli.CommandRunner.Outcome;
import io.foreflow.history.HistoryDigest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The option {@code --from} of the command {@code train}. */
class StartedTrainCommandTest {

  @TempDir static Path folder = Path.of("");

  private static Path history = Path.of("");
  private static Path model = Path.of("");
  private static Path weights = Path.of("");

  @BeforeAll
  static void trainAModel() {
    history = folder.resolve("history.csv");
    model = folder.resolve("first.onnx");
    weights = folder.resolve("first.weights");
    CommandRunner.run("simulate", "--history", "9", "--series", "2", "--out", history.toString());
    Outcome outcome =
        train(
            model,
            "--weights " + weights + " --horizon 4 --context 24 --seasons 24 --hidden 4 --steps 4");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
  }

  private static Outcome train(Path out, String more) {
    List<String> words =
        new ArrayList<>(List.of("train", "--data", history.toString(), "--out", out.toString()));
    words.addAll(List.of(more.split(" ")));
    return CommandRunner.run(words.toArray(String[]::new));
  }

  @Test
  void takesTheNetworkFromTheWeights() throws Exception {
    Path second = folder.resolve("second.onnx");

    Outcome outcome = train(second, "--steps 3 --json --from " + weights);

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    JsonNode result = new ObjectMapper().readTree(outcome.out().lines().toList().get(0));
    String sha256 = HistoryDigest.of(Files.readAllBytes(model));
    assertThat(result.path("startedFrom").asText()).isEqualTo(sha256);
    assertThat(result.path("sha256").asText())
        .isEqualTo(HistoryDigest.of(Files.readAllBytes(second)));
    assertThat(CommandRunner.run("inspect", second.toString()).out())
        .contains("hidden=4,", "horizon=4,", "seasons=[24],", "steps=3,")
        .contains("started from         the weights of the model " + sha256);
  }

  @Test
  void startsFromAVersionInAStore() throws Exception {
    Path store = folder.resolve("store");
    Outcome added =
        CommandRunner.run(
            "models",
            "add",
            model.toString(),
            "--weights",
            weights.toString(),
            "--store",
            store.toString());
    assertThat(added.exitCode()).as(added.err()).isZero();
    String sha256 = HistoryDigest.of(Files.readAllBytes(model));
    Path fromFile = folder.resolve("from-file.onnx");
    Path fromStore = folder.resolve("from-store.onnx");

    train(fromFile, "--steps 3 --from " + weights);
    Outcome outcome =
        train(fromStore, "--steps 3 --from store:%s#forecaster@%s".formatted(store, sha256));

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(fromStore).hasSameBinaryContentAs(fromFile);
  }

  @Test
  void horizonAndLevelsMayBeOthers() {
    Path longer = folder.resolve("longer.onnx");

    Outcome outcome =
        train(longer, "--steps 3 --horizon 6 --levels 0.25,0.5,0.75 --from " + weights);

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(CommandRunner.run("inspect", longer.toString()).out())
        .contains("hidden=4,", "horizon=6,", "levels=[0.25, 0.5, 0.75],")
        .contains("started from         the weights of the model ");
  }

  @Test
  void anotherNetworkIsRefusedBeforeTheTraining() {
    Outcome outcome = train(folder.resolve("other.onnx"), "--steps 3 --hidden 5 --from " + weights);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .contains(
            "--from " + weights + ": the weights are of another network: hidden was 4 and is 5")
        .contains("Leave these options out, or train without --from");
    assertThat(folder.resolve("other.onnx")).doesNotExist();
  }

  @Test
  void theExplanationNamesTheStart() {
    Outcome outcome = train(folder.resolve("none.onnx"), "--explain --from " + weights);

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("Starts from " + weights + ", the weights of the model ");
    assertThat(outcome.out()).containsPattern("  hidden +4\n");
  }
}
