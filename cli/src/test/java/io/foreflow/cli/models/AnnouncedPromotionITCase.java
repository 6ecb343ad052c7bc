package io.foreflow.cli.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.broker.LocalBroker;
import io.foreflow.cli.CommandRunner;
import io.foreflow.cli.CommandRunner.Outcome;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.topic.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promotions and rollbacks that are announced on a real broker. */
class AnnouncedPromotionITCase {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MANY = 100;

  private final Path folder;

  AnnouncedPromotionITCase(@TempDir Path folder) throws IOException {
    this.folder = folder.toRealPath();
  }

  @Test
  void announcesTheChampionByItsVersion() throws Exception {
    String first = run("add", model("1").toString()).path("sha256").asText();
    String second = run("add", model("2").toString(), "--challenger").path("sha256").asText();
    run("promote", "tiny@" + first);
    try (LocalBroker broker = LocalBroker.start()) {
      broker.createTopics(1, List.of("models", "model-events"));
      String config = pipeline(broker.bootstrapServers()).toString();
      List<String> announced = List.of("--announce", "--wait", "0s", "--config", config);

      JsonNode promoted = run("promote", "tiny@challenger", announced);
      JsonNode rolledBack = run("rollback", "tiny", announced);

      assertThat(promoted.at("/announced/sha256").asText()).isEqualTo(second);
      assertThat(rolledBack.at("/announced/sha256").asText()).isEqualTo(first);
      List<JsonNode> announcements = announcements(broker.bootstrapServers(), 2);
      assertThat(announcements)
          .extracting(a -> a.path("version").asText(), a -> a.path("uri").asText())
          .containsExactly(tuple("2", uri(second)), tuple("1", uri(first)));
    }
  }

  private String uri(String sha256) {
    return "store:file://" + folder.resolve("store") + "#tiny@" + sha256;
  }

  private static List<JsonNode> announcements(String servers, int count) throws IOException {
    List<byte[]> found = new ArrayList<>();
    try (TopicReader reader = new TopicReader(servers, "models", TopicReader.From.BEGINNING)) {
      for (int i = 0; i < MANY && found.size() < count; i++) {
        reader.poll(Duration.ofMillis(200), record -> found.add(record.value()));
      }
    }
    List<JsonNode> announcements = new ArrayList<>();
    for (byte[] value : found) {
      announcements.add(JSON.readTree(value));
    }
    return announcements;
  }

  private Path pipeline(String servers) throws IOException {
    return Files.writeString(
        folder.resolve("pipeline.yaml"),
        """
        kafka.bootstrap.servers: %s
        model.uri: store:%s#tiny@champion
        topics.models: models
        """
            .formatted(servers, folder.resolve("store")));
  }

  private Path model(String version) throws IOException {
    return Files.write(
        folder.resolve(version + ".onnx"), TinyStepGraph.hourly().withVersion(version).file());
  }

  private JsonNode run(String command, String name, List<String> more) throws IOException {
    List<String> words = new ArrayList<>(List.of(command, name));
    words.addAll(more);
    return run(words.toArray(String[]::new));
  }

  private JsonNode run(String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of("models"));
    words.addAll(List.of(arguments));
    words.addAll(List.of("--store", folder.resolve("store").toString(), "--json"));
    Outcome outcome = CommandRunner.run(words.toArray(String[]::new));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return JSON.readTree(outcome.out());
  }
}
