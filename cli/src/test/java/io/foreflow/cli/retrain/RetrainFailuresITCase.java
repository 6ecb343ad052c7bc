package io.foreflow.cli.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.broker.LocalBroker;
import io.foreflow.cli.CommandRunner;
import io.foreflow.cli.CommandRunner.Outcome;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.store.Alias;
import io.foreflow.store.Decision;
import io.foreflow.store.ModelStore;
import io.foreflow.store.StoreLocation;
import io.foreflow.store.StoredModel;
import io.foreflow.store.StoredVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The failures in which loops of retrainings break. The fifth, a rollback without an effect, is in
 * {@link WatchCommandITCase} and {@link WatchedJobITCase}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetrainFailuresITCase {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HOURS = 200;

  private final LocalBroker broker = LocalBroker.start();

  @BeforeAll
  void write() {
    broker.createTopics(2, List.of("readings", "few"));
    RetrainReadings.write(broker, "readings", 0, HOURS);
    RetrainReadings.write(broker, "few", 0, 30);
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void nothingIsPromotedWithoutAComparison(@TempDir Path folder) throws Exception {
    StoredVersion champion = promoteByHand(folder, TinyStepGraph.hourly().withHorizon(5));

    Outcome other = retrain(folder);

    assertThat(other.exitCode()).as(other.out()).isEqualTo(ExitCodes.FAILURE);
    assertThat(other.err())
        .contains("the models can't be compared: the champion forecasts 5 slots ahead");
    assertThat(champion(folder)).hasValue(champion);
    assertThat(decisions(folder))
        .as("by hand it is possible, and the record says what was compared")
        .extracting(Decision::action, decision -> details(decision).path("compared").asText())
        .endsWith(tuple("promoted", "nothing"));
  }

  @Test
  void aForcedPromotionSaysWhatTheRulesFound(@TempDir Path folder) throws Exception {
    assertThat(retrain(folder).exitCode()).as("two steps are not enough").isEqualTo(ExitCodes.KEPT);
    assertThat(champion(folder)).isEmpty();

    assertThat(retrain(folder, "--force").exitCode()).isZero();

    List<Decision> decisions = decisions(folder);
    Decision forced = decisions.get(decisions.size() - 1);
    assertThat(forced.version()).isEqualTo(champion(folder).orElseThrow().sha256());
    assertThat(forced.why()).startsWith("forced, against the gate: ");
    assertThat(details(forced).path("forced").asBoolean()).isTrue();
    assertThat(details(forced).at("/gate/promotes").asBoolean(true)).isFalse();
    assertThat(details(forced).at("/gate/findings")).isNotEmpty();
  }

  @Test
  void aPromotionNobodyHasJudgedIsNamed(@TempDir Path folder) throws Exception {
    StoredVersion first = promoteByForce(folder);
    Outcome second = retrain(folder, "--force", "-Dtrain.steps=3");
    assertThat(second.out()).as("nothing to compare with").doesNotContain("Nobody has judged");
    StoredVersion champion = champion(folder).orElseThrow();
    assertThat(champion).isNotEqualTo(first);

    Outcome unproven = retrain(folder, "--json", "-Dtrain.steps=4");
    assertThat(unproven.err())
        .contains(
            "Nobody has judged the champion "
                + champion.shortSha256()
                + " by what came true since it was promoted at ");
    assertThat(JSON.readTree(unproven.out()).path("championUnproven").asBoolean()).isTrue();

    try (ModelStore store = store(folder)) {
      var unused =
          store
              .model("sensors")
              .record(Decision.PROVEN, champion, Decision.Reason.of("watch", "kept"));
    }
    Outcome proven = retrain(folder, "--json", "-Dtrain.steps=5");
    assertThat(proven.err()).contains("Judged by ").doesNotContain("Nobody has judged");
    assertThat(JSON.readTree(proven.out()).path("championUnproven").asBoolean(true)).isFalse();
  }

  @Test
  void aWaitingChallengerBlocksNothing(@TempDir Path folder) throws Exception {
    StoredVersion champion = promoteByForce(folder);
    StoredVersion waiting = add(folder, TinyStepGraph.hourly().withVersion("waiting"));
    try (ModelStore store = store(folder)) {
      var unused = store.model("sensors").moves().nominate(waiting, Decision.Reason.of("a", "b"));
    }

    Outcome next = retrain(folder, "-Dtrain.steps=3", "--force");

    assertThat(next.exitCode()).as(next.err()).isZero();
    assertThat(next.out()).contains("Judged by ", "Promoted ");
    assertThat(champion(folder).orElseThrow()).isNotIn(champion, waiting);
    assertThat(decisions(folder))
        .extracting(Decision::action)
        .containsExactly("promoted", "nominated", "promoted");
  }

  @Test
  void tooLittleDataTrainsNothing(@TempDir Path folder) throws Exception {
    Outcome few = retrain(folder, "-Dtopics.readings=few");

    assertThat(few.exitCode()).as(few.out()).isEqualTo(ExitCodes.TOO_LITTLE_DATA);
    assertThat(few.err())
        .contains("Found 0 series with at least ", "needed: 5 (data.min-series)")
        .contains("nothing was trained");
    assertThat(folder.resolve("store")).doesNotExist();
    assertThat(folder.resolve("work")).doesNotExist();
  }

  private StoredVersion promoteByForce(Path folder) throws IOException {
    Outcome forced = retrain(folder, "--force");
    assertThat(forced.exitCode()).as(forced.err()).isZero();
    return champion(folder).orElseThrow();
  }

  private StoredVersion promoteByHand(Path folder, TinyStepGraph graph) throws IOException {
    StoredVersion version = add(folder, graph.withVersion("by-hand"));
    String ref = "sensors@" + version.sha256();
    Outcome promoted =
        CommandRunner.run("models", "promote", ref, "--store", folder.resolve("store").toString());
    assertThat(promoted.exitCode()).as(promoted.err()).isZero();
    return version;
  }

  private static StoredVersion add(Path folder, TinyStepGraph graph) throws IOException {
    Path file =
        Files.write(folder.resolve("model.onnx"), graph.withModel("sensors").withWarmup(24).file());
    Outcome added =
        CommandRunner.run(
            "models", "add", file.toString(), "--json", "--store", folder.resolve("store") + "");
    assertThat(added.exitCode()).as(added.err()).isZero();
    try (ModelStore store = store(folder)) {
      return store.model("sensors").version(JSON.readTree(added.out()).path("sha256").asText());
    }
  }

  private static ModelStore store(Path folder) throws IOException {
    return ModelStore.at(StoreLocation.parse(folder.resolve("store").toString()));
  }

  private static Optional<StoredVersion> champion(Path folder) throws IOException {
    try (ModelStore store = store(folder)) {
      StoredModel model = store.model("sensors");
      return model.aliases().find(Alias.CHAMPION).isEmpty()
          ? Optional.empty()
          : Optional.of(model.version("champion"));
    }
  }

  private static List<Decision> decisions(Path folder) throws IOException {
    try (ModelStore store = store(folder)) {
      StoredModel model = store.model("sensors");
      return model.decisions();
    }
  }

  private static JsonNode details(Decision decision) {
    try {
      return JSON.readTree(decision.detailsJson());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Outcome retrain(Path folder, String... more) throws IOException {
    Path config =
        RetrainReadings.config(
            folder,
            broker,
            """
            store: %s
            work: %s
            train.steps: 2
            """
                .formatted(folder.resolve("store"), folder.resolve("work")));
    List<String> words = new ArrayList<>(List.of("retrain", "--config", config.toString()));
    words.addAll(List.of(more));
    return CommandRunner.run(words.toArray(String[]::new));
  }
}
