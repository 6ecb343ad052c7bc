package io.foreflow.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.cli.CommandRunner;
import io.foreflow.cli.CommandRunner.Outcome;
import io.foreflow.history.HistoryDigest;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.trainer.start.SavedWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of a model store, on real model files. */
class ModelsCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder = Path.of("");

  @Test
  void promotesAndRollsBack() throws IOException {
    Path store = newStore();
    String first = add(store, "1");
    String second = add(store, "2", "--challenger");

    assertThat(say(store, "promote", "tiny@" + first.substring(0, 8), "--why", "the first"))
        .isEqualTo(
            "The champion of tiny is now %s, version 1. Previous: none."
                .formatted(shortened(first)));
    JsonNode promoted = json(store, "promote", "tiny@challenger", "--why", "better", "--by", "bot");
    assertThat(promoted.path("champion").asText()).isEqualTo(second);
    assertThat(promoted.path("previous").asText()).isEqualTo(first);
    assertThat(promoted.path("challenger").isNull()).isTrue();
    assertThat(promoted.at("/decision/by").asText()).isEqualTo("bot");
    assertThat(promoted.at("/decision/why").asText()).isEqualTo("better");
    assertThat(say(store, "promote", "tiny@champion"))
        .isEqualTo("The champion of tiny is already %s, version 2.".formatted(shortened(second)));

    assertThat(json(store, "rollback", "tiny", "--why", "worse").path("champion").asText())
        .isEqualTo(first);
    Outcome again = run(store, "rollback", "tiny");
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err())
        .startsWith("foreflow models rollback: found no previous version of \"tiny\" to go back to")
        .contains("foreflow models promote tiny@SHA256");
    assertThat(json(store, "show", "tiny").path("decisions"))
        .extracting(decision -> decision.path("action").asText())
        .containsExactly("promoted", "promoted", "rolled-back");
  }

  @Test
  void listsVersionsAndAliases() throws IOException {
    Path store = newStore();
    String first = add(store, "1");
    String second = add(store, "2", "--challenger");
    run(store, "promote", "tiny@" + first);

    assertThat(say(store, "list").lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("tiny: 2 versions"),
            line -> assertThat(line).matches("  SHA256 +VERSION +ADDED +BY +SIZE +ALIASES"),
            line -> assertThat(line).startsWith("  " + shortened(second)).endsWith("challenger"),
            line -> assertThat(line).startsWith("  " + shortened(first)).endsWith("champion"));
    JsonNode list = json(store, "list", "tiny");
    assertThat(list.properties()).extracting(Map.Entry::getKey).containsExactly("store", "models");
    assertThat(list.at("/models/0/champion").asText()).isEqualTo(first);
    assertThat(list.at("/models/0/versions/0/sha256").asText()).isEqualTo(second);
    Outcome unknown = run(store, "list", "other");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("found no model \"other\" in the store");
  }

  @Test
  void addKeepsAttachmentsAndTellsRepetitions() throws IOException {
    Path store = newStore();
    Path report = Files.writeString(folder.resolve("report.html"), "<p>good</p>");

    String sha256 = add(store, "1", "--attach", report.toString());
    JsonNode again = json(store, "add", model("1").toString());

    assertThat(store.resolve("models/tiny/versions/" + sha256 + "/attachments/report.html"))
        .hasSameTextualContentAs(report);
    assertThat(again.path("added").asBoolean()).isFalse();
    assertThat(again.at("/attachments/0/name").asText()).isEqualTo("report.html");
    assertThat(say(store, "show", "tiny").lines())
        .contains(
            "model                tiny, version 1",
            "sha256               " + sha256,
            "uri                  store:"
                + store.toUri().toString().replaceAll("/$", "")
                + "#tiny@"
                + sha256,
            "aliases              none",
            "attachments          report.html");
  }

  @Test
  void addKeepsTheWeightsOfTheModel() throws IOException {
    Path store = newStore();
    Path model = model("1");
    Path weights = folder.resolve("any.weights");
    SavedWeights saved = weightsOf(model);
    saved.writeTo(weights);

    JsonNode added = json(store, "add", model.toString(), "--weights", weights.toString());

    String sha256 = HistoryDigest.of(saved.file());
    assertThat(added.path("weights").asText()).isEqualTo(sha256);
    assertThat(say(store, "show", "tiny").lines())
        .anyMatch(line -> line.startsWith("weights ") && line.endsWith(", " + sha256));
    json(store, "add", model("2").toString());
    assertThat(say(store, "show", "tiny").lines())
        .contains("weights              none: a training can't start from this version");
  }

  @Test
  void addRefusesTheWeightsOfAnotherModel() throws IOException {
    Path store = newStore();
    Path weights = folder.resolve("other.weights");
    weightsOf(model("1")).writeTo(weights);

    Outcome other = run(store, "add", model("2").toString(), "--weights", weights.toString());
    Outcome none = run(store, "add", model("2").toString(), "--weights", "pom.xml");

    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.err()).contains(weights + ": found the weights of the model ");
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.err()).contains("pom.xml: it is not a file of weights");
    assertThat(store).doesNotExist();
  }

  private static SavedWeights weightsOf(Path model) throws IOException {
    String sha256 = HistoryDigest.of(Files.readAllBytes(model));
    return SavedWeights.of(sha256, Map.of(), List.of(), List.of());
  }

  @Test
  void addRefusesAFileThatIsNoModel() throws IOException {
    Path store = newStore();
    Path file = Files.writeString(folder.resolve("no-model.onnx"), "no model");

    Outcome outcome = run(store, "add", file.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains(file + ": model refused (no-digest)");
    assertThat(store).doesNotExist();
  }

  @Test
  void diffNamesWhatDiffers() throws IOException {
    Path store = newStore();
    run(store, "promote", "tiny@" + add(store, "1"));
    String longer =
        json(
                store,
                "add",
                write(TinyStepGraph.hourly().withVersion("2").withHorizon(6)).toString(),
                "--challenger")
            .path("sha256")
            .asText();

    assertThat(say(store, "diff", "tiny").lines())
        .anyMatch(line -> line.matches("  version +1 -> 2"))
        .anyMatch(line -> line.matches("  horizon +4 -> 6"))
        .noneMatch(line -> line.contains("cadence"));
    JsonNode diff = json(store, "diff", "tiny", "challenger", "champion");
    assertThat(diff.path("from").asText()).isEqualTo(longer);
    assertThat(diff.path("differences"))
        .contains(JSON.readTree("{\"field\":\"horizon\",\"from\":\"6\",\"to\":\"4\"}"));
  }

  @Test
  void gcTellsWhatItDeletes() throws IOException {
    Path store = newStore();
    run(store, "promote", "tiny@" + add(store, "1"));
    String second = add(store, "2");
    String third = add(store, "3");

    assertThat(say(store, "gc", "--keep", "1", "--dry-run"))
        .startsWith("Would delete tiny " + shortened(second) + ", ");
    assertThat(json(store, "gc", "--keep", "1").at("/models/0/deleted"))
        .extracting(deleted -> deleted.path("sha256").asText())
        .containsExactly(second);
    assertThat(json(store, "list").at("/models/0/versions"))
        .extracting(version -> version.path("sha256").asText())
        .contains(third)
        .hasSize(2);
    assertThat(say(store, "gc", "tiny")).isEqualTo("tiny: nothing to delete.");
  }

  @Test
  void aDamagedStoreIsNamed() throws IOException {
    Path store = newStore();
    run(store, "promote", "tiny@" + add(store, "1"));
    Path aliases = Files.writeString(store.resolve("models/tiny/aliases.json"), "{}");

    Outcome outcome = run(store, "list");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .contains(aliases + " is damaged: found nothing as \"revision\", allowed: a whole number")
        .doesNotContain("\tat ");
  }

  private static Path newStore() throws IOException {
    return Files.createTempDirectory(folder, "store").toRealPath().resolve("new");
  }

  private static Path model(String version) throws IOException {
    return write(TinyStepGraph.hourly().withVersion(version));
  }

  private static Path write(TinyStepGraph graph) throws IOException {
    return Files.write(Files.createTempFile(folder, "model", ".onnx"), graph.file());
  }

  private static String add(Path store, String version, String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of("add", model(version).toString()));
    words.addAll(List.of(more));
    return json(store, words.toArray(String[]::new)).path("sha256").asText();
  }

  private static String shortened(String sha256) {
    return sha256.substring(0, 12);
  }

  private static String say(Path store, String... arguments) {
    Outcome outcome = run(store, arguments);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return outcome.out().strip();
  }

  private static JsonNode json(Path store, String... arguments) throws IOException {
    String[] words =
        Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new);
    Outcome outcome = run(store, words);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines()).hasSize(1);
    return JSON.readTree(outcome.out());
  }

  private static Outcome run(Path store, String... arguments) {
    List<String> words = new ArrayList<>(List.of("models"));
    words.addAll(List.of(arguments));
    words.addAll(List.of("--store", store.toString()));
    return CommandRunner.run(words.toArray(String[]::new));
  }
}
