package io.foreflow.cli.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.broker.LocalBroker;
import io.foreflow.cli.CommandRunner;
import io.foreflow.cli.CommandRunner.Outcome;
import io.foreflow.cli.process.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Retraining from the champion's weights, and from scratch where that can't be. */
class RetrainFromChampionITCase {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder = Path.of("");

  private Path config = Path.of("");

  @Test
  void startsFromTheChampionWhereItCan() throws Exception {
    try (LocalBroker broker = LocalBroker.start()) {
      broker.createTopics(3, List.of("readings"));
      RetrainCommandITCase.write(broker, 0, RetrainCommandITCase.SLOTS);
      config = RetrainCommandITCase.config(broker, folder);
      JsonNode first = retrain("--to", day(19));
      String champion = first.path("sha256").asText();
      assertThat(first.path("action").asText()).isEqualTo("promoted");
      assertScratch(first, "there is no champion yet");

      JsonNode second = retrain("-Dretrain.steps=10");
      assertThat(second.at("/start/from").asText()).isEqualTo("champion");
      assertThat(second.at("/start/model").asText()).isEqualTo(champion);
      assertThat(manifest(second).at("/provenance/start/model").asText()).isEqualTo(champion);
      assertThat(manifest(second).at("/provenance/configuration/steps").asText()).isEqualTo("10");
      assertThat(manifest(first).at("/provenance/configuration/steps").asText()).isEqualTo("60");
      assertThat(report(second))
          .contains("Started from the weights of the champion " + champion.substring(0, 12));
      assertThat(version(second, "attachments/model.weights")).isNotEmptyFile();

      // The champion is the first one, unless luck has promoted the second one.
      assertScratch(
          retrain("-Dtrain.steps=2", "-Dtrain.hidden=9"),
          "the champion is another network: hidden was 8 and is 9");
      JsonNode seen = retrain("-Dtrain.steps=2", "--to", day(17));
      assertScratch(seen, "so it knows a part of the held-out end");
      assertThat(report(seen)).contains("Started from scratch and not from the champion: ");
      withoutWeights(first);
      withDamagedWeights(first);
    }
  }

  private void withoutWeights(JsonNode champion) throws IOException {
    Path other = folder.resolve("other");
    models("add", version(champion, "model.onnx").toString(), "--store", other.toString());
    models("promote", "sensors@" + champion.path("sha256").asText(), "--store", other.toString());

    assertScratch(retrain("-Dtrain.steps=2", "-Dstore=" + other), "was added without weights");
  }

  private void withDamagedWeights(JsonNode champion) throws IOException {
    models(
        "promote",
        "sensors@" + champion.path("sha256").asText(),
        "--store",
        folder.resolve("store").toString());
    Files.writeString(version(champion, "attachments/model.weights"), "damaged");

    assertScratch(retrain("-Dtrain.steps=2"), "the weights of the champion are damaged: found the");
  }

  private static void assertScratch(JsonNode decision, String why) {
    assertThat(decision.at("/start/asked").asText()).isEqualTo("champion");
    assertThat(decision.at("/start/from").asText()).isEqualTo("scratch");
    assertThat(decision.at("/start/model").isNull()).isTrue();
    assertThat(decision.at("/start/why").asText()).contains(why);
  }

  private static String day(int number) {
    return RetrainCommandITCase.START.plus(Duration.ofDays(number)).toString();
  }

  private JsonNode retrain(String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of("-Dretrain.from=champion", "-Dconfirm=0s"));
    words.addAll(List.of(more));
    words.add("--json");
    Outcome outcome = RetrainCommandITCase.retrain(config, words.toArray(String[]::new));
    assertThat(outcome.exitCode()).as(outcome.err()).isIn(ExitCodes.OK, ExitCodes.KEPT);
    return JSON.readTree(outcome.out());
  }

  private static void models(String... words) {
    List<String> all = new ArrayList<>(List.of("models"));
    all.addAll(List.of(words));
    Outcome outcome = CommandRunner.run(all.toArray(String[]::new));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
  }

  private Path version(JsonNode decision, String file) {
    return folder
        .resolve("store/models/sensors/versions")
        .resolve(decision.path("sha256").asText())
        .resolve(file);
  }

  private JsonNode manifest(JsonNode decision) throws IOException {
    return JSON.readTree(version(decision, "version.json").toFile()).path("manifest");
  }

  private String report(JsonNode decision) throws IOException {
    return Files.readString(
        folder
            .resolve("store/models/sensors/decisions")
            .resolve(decision.path("decision").asText())
            .resolve("report.html"));
  }
}
