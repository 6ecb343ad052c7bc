package io.foreflow.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.broker.BrokerOptions;
import io.foreflow.broker.LocalBroker;
import io.foreflow.cli.CommandRunner;
import io.foreflow.cli.CommandRunner.Outcome;
import io.foreflow.model.StepModel;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.topic.BrokerWatch;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelEvent;
import io.foreflow.wire.ModelEventJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is heard of models and of brokers, on a broker of one's own. */
class PublishCommandITCase {

  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-01-31T12:00:00Z"));
  private static final int MANY = 100;

  @Test
  void answersAndLostBrokersAreReported(@TempDir Path folder) throws Exception {
    Path file = model(folder);
    ModelAnnouncement announced;
    try (StepModel model = StepModel.open(file)) {
      announced =
          new ModelAnnouncement(
              model.manifest().model(),
              model.manifest().version(),
              file.toUri().toString(),
              model.sha256(),
              0);
    }
    BrokerOptions options = BrokerOptions.temporary().withFolder(folder.resolve("kafka"));
    List<String> told = new ArrayList<>();
    int port;
    BrokerWatch brokers;
    try (LocalBroker broker = LocalBroker.start(options)) {
      String servers = broker.bootstrapServers();
      port = Integer.parseInt(servers.substring(servers.indexOf(':') + 1));
      publish(file, announced, broker);
      brokers =
          new BrokerWatch(
              KafkaConnection.to(servers),
              Duration.ofSeconds(3),
              NOON,
              (time, line) -> told.add(line));
      brokers.look();
    }
    String gone = "No Kafka broker answers at 127.0.0.1:" + port;
    look(brokers, () -> told.stream().anyMatch(line -> line.startsWith(gone)));
    try (LocalBroker again = LocalBroker.start(options.withPort(port))) {
      look(brokers, () -> told.contains("Kafka answers again, after 0 s."));
      assertThat(again.bootstrapServers()).endsWith(":" + port);
    } finally {
      brokers.close();
    }
  }

  @Test
  void announcesTheVersionThatAnAliasNames(@TempDir Path folder) throws Exception {
    Path store = folder.resolve("store");
    Path file = model(folder);
    run("models", "add", file.toString(), "--store", store.toString());
    String name;
    String sha256;
    try (StepModel model = StepModel.open(file)) {
      name = model.manifest().model();
      sha256 = model.sha256();
    }
    run("models", "promote", name + "@" + sha256, "--store", store.toString());
    String champion = "store:%s#%s@champion".formatted(store, name);
    try (LocalBroker broker = LocalBroker.start()) {
      String servers = broker.bootstrapServers();

      Outcome outcome =
          run(
              "publish",
              "--uri",
              champion,
              "--bootstrap-servers",
              servers,
              "--wait",
              "0s",
              "--json");

      assertThat(outcome.out())
          .contains("\"sha256\":\"" + sha256 + "\"")
          .contains("#" + name + "@" + sha256 + "\"")
          .doesNotContain("@champion");
    }
    Path other =
        Files.write(folder.resolve("other.onnx"), TinyStepGraph.hourly().withVersion("9").file());
    assertThat(CommandRunner.run("publish", other.toString(), "--uri", champion).err())
        .contains("is the version with the sha256 " + sha256 + ", and the file has ");
  }

  private static Outcome run(String... words) {
    Outcome outcome = CommandRunner.run(words);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return outcome;
  }

  private static void publish(Path file, ModelAnnouncement announced, LocalBroker broker) {
    String servers = broker.bootstrapServers();
    List<String> told = new ArrayList<>();
    try (ModelEventWatch watch =
        new ModelEventWatch(KafkaConnection.to(servers), "model-events", NOON, told::add)) {
      watch.look();
      broker.createTopics(1, List.of("model-events"));
      Outcome swapped =
          publish(file, servers, task -> ModelEvent.swapped(announced, "before", 0, task, 2));
      assertThat(swapped.exitCode()).as(swapped.err()).isZero();
      assertThat(swapped.out())
          .endsWith("Answer: in use by 2 of 2 tasks, replacing version before.%n".formatted());

      Outcome refused =
          publish(
              file,
              servers,
              task -> ModelEvent.refused(announced, "before", "unreadable", "no file", 0, task, 2));
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err()).startsWith("foreflow publish: the model is not in use");
      assertThat(refused.out())
          .endsWith(
              "Answer: refused by 2 of 2 tasks (unreadable: no file); still in use: version before.%n"
                  .formatted());

      Outcome silence =
          CommandRunner.run(
              "publish", file + "", "--bootstrap-servers", servers, "--wait", "500ms", "--json");
      assertThat(silence.exitCode()).isZero();
      assertThat(silence.out()).endsWith(",\"tasks\":0,\"swapped\":0,\"refused\":0}%n".formatted());
      assertThat(silence.err()).contains("No task has answered on topic model-events");

      for (int i = 0; i < MANY && told.size() < 2; i++) {
        watch.look();
      }
    }
    String model = announced.model() + " " + announced.version();
    assertThat(told)
        .containsExactly(
            "2026-01-31T12:00:00Z  Model "
                + model
                + ": in use by 2 of 2 tasks, replacing version before.",
            "2026-01-31T12:00:00Z  Model "
                + model
                + ": refused by 2 of 2 tasks (unreadable: no file); still in use: version before.");
  }

  /** Two tasks answer as soon as they hear. */
  private static Outcome publish(Path file, String servers, Function<Integer, ModelEvent> answer) {
    return CommandRunner.watched(
        line -> {
          if (line.startsWith("Announced ")) {
            answer(servers, List.of(answer.apply(0), answer.apply(1)));
          }
        },
        "publish",
        file.toString(),
        "--bootstrap-servers",
        servers,
        "--wait",
        "5m");
  }

  private static void answer(String servers, List<ModelEvent> events) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (ModelEvent event : events) {
        var unused =
            producer.send(new ProducerRecord<>("model-events", ModelEventJson.write(event)));
      }
    }
  }

  private static void look(BrokerWatch brokers, BooleanSupplier told) throws InterruptedException {
    for (int i = 0; i < MANY && !told.getAsBoolean(); i++) {
      brokers.look();
    }
    assertThat(told.getAsBoolean()).isTrue();
  }

  private static Path model(Path folder) {
    Path history = folder.resolve("history.csv");
    Path file = folder.resolve("model.onnx");
    CommandRunner.run("simulate", "--history", "9", "--series", "2", "--out", history.toString());
    Outcome trained =
        CommandRunner.run(
            ("train --horizon 4 --context 24 --seasons 24 --hidden 4 --steps 2 --data "
                    + history
                    + " --out "
                    + file)
                .split(" "));
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(Files.isRegularFile(file)).isTrue();
    return file;
  }
}
