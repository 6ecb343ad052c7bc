package io.foreflow.cli.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.broker.LocalBroker;
import io.foreflow.cli.CommandRunner;
import io.foreflow.cli.CommandRunner.Outcome;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.store.ModelStore;
import io.foreflow.store.StoreLease;
import io.foreflow.store.StoreLocation;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.topic.TopicReader;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelAnnouncementCodec;
import io.foreflow.wire.ModelEvent;
import io.foreflow.wire.ModelEventJson;
import io.foreflow.wire.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Retraining from a topic of a real broker, with few series and few steps. */
class RetrainCommandITCase {

  static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final int SERIES = 6;
  static final int SLOTS = 20 * 24;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder = Path.of("");

  @Test
  void aNightlyRetrainingPromotesKeepsAndRefuses() throws Exception {
    try (LocalBroker broker = LocalBroker.start()) {
      broker.createTopics(3, List.of("readings"));
      broker.createTopics(1, List.of("model-events"));
      write(broker, 0, SLOTS);
      Path config = config(broker, folder);

      assertThat(retrain(config, "--to", START.toString()).exitCode())
          .isEqualTo(ExitCodes.TOO_LITTLE_DATA);
      Outcome few = retrain(config, "--to", START.plus(Duration.ofHours(30)).toString());
      assertThat(few.exitCode()).as(few.err()).isEqualTo(ExitCodes.TOO_LITTLE_DATA);
      assertThat(few.err())
          .contains(
              "Found 0 series with at least ", "needed: 5 (data.min-series)", "the longest has");
      assertThat(folder.resolve("store")).doesNotExist();

      Outcome first = promoted(broker, config);
      JsonNode promoted = JSON.readTree(first.out());
      assertThat(promoted.path("action").asText()).isEqualTo("promoted");
      assertThat(promoted.path("champion").isNull()).isTrue();
      assertThat(promoted.path("gate").path("promotes").asBoolean()).isTrue();
      assertThat(promoted.path("data").path("partitions")).hasSize(3);
      assertThat(promoted.path("data").path("readings").asInt()).isEqualTo(SERIES * SLOTS);
      assertThat(promoted.path("data").path("duplicates").asInt()).isEqualTo(1);
      assertThat(promoted.path("announcement").path("why").asText())
          .isEqualTo("in use by 2 of 2 tasks, replacing version before");
      assertThat(actions()).containsExactly("promoted", "confirmed");
      assertThat(folder.resolve("store/models/sensors/decisions"))
          .isDirectoryRecursivelyContaining("glob:**-promoted-*/report.html");
      assertThat(folder.resolve("work")).isEmptyDirectory();
      ModelAnnouncement announced = announced(broker).get(0);
      assertThat(announced.sha256()).isEqualTo(promoted.path("sha256").asText());

      Outcome again = retrain(config, "--json");
      assertThat(again.exitCode()).as(again.err()).isEqualTo(ExitCodes.KEPT);
      JsonNode kept = JSON.readTree(again.out());
      assertThat(kept.path("sha256")).isEqualTo(promoted.path("sha256"));
      assertThat(kept.path("why").asText()).isEqualTo("the challenger is the champion's own file");
      assertThat(kept.path("champion")).isEqualTo(promoted.path("sha256"));

      assertThat(retrainWhileAnotherWorks(config).err())
          .contains("found that somebody works on \"sensors\" (by hand) until ");

      Outcome worse = retrain(config, "-Dtrain.steps=2");
      assertThat(worse.exitCode()).as(worse.err()).isEqualTo(ExitCodes.KEPT);
      assertThat(worse.out()).contains("Kept the champion ", "failed   better-than-champion");
      assertThat(announced(broker)).hasSize(1);

      Outcome forced = retrain(config, "-Dtrain.steps=2", "--force", "--json", "-Dconfirm=200ms");
      assertThat(forced.exitCode()).as(forced.err()).isZero();
      JsonNode force = JSON.readTree(forced.out());
      assertThat(force.path("why").asText()).startsWith("forced, against the gate: ");
      assertThat(force.path("forced").asBoolean()).isTrue();
      assertThat(force.path("champion")).isEqualTo(promoted.path("sha256"));
      assertThat(force.path("announcement").path("confirmed").asBoolean()).isFalse();
      assertThat(actions())
          .containsExactly("promoted", "confirmed", "kept", "kept", "promoted", "unconfirmed");
      assertThat(announced(broker)).hasSize(2);
    }
  }

  private Outcome retrainWhileAnotherWorks(Path config) throws IOException {
    try (ModelStore store = ModelStore.at(StoreLocation.parse(folder.resolve("store").toString()));
        StoreLease other =
            store.model("sensors").lock("somebody", "by hand", Duration.ofMinutes(5))) {
      Outcome second = retrain(config);
      assertThat(second.exitCode()).as(second.err()).isEqualTo(ExitCodes.FAILURE);
      other.renew();
      return second;
    }
  }

  /** The first retraining, whose announcement two tasks answer. */
  private static Outcome promoted(LocalBroker broker, Path config) {
    Thread tasks = new Thread(() -> answer(broker));
    tasks.start();
    Outcome first = retrain(config, "--json");
    assertThat(first.exitCode()).as(first.err()).isZero();
    return first;
  }

  private static void answer(LocalBroker broker) {
    List<ModelAnnouncement> found = new ArrayList<>();
    while (found.isEmpty()) {
      try {
        found.addAll(announced(broker));
        Thread.sleep(200);
      } catch (InterruptedException e) {
        return;
      } catch (KafkaException e) {
        // There is no such topic yet.
      }
    }
    try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
      for (int task = 0; task < 2; task++) {
        ModelEvent event = ModelEvent.swapped(found.get(0), "before", 0, task, 2);
        var unused =
            producer.send(new ProducerRecord<>("model-events", ModelEventJson.write(event)));
      }
    }
  }

  private static List<ModelAnnouncement> announced(LocalBroker broker) {
    List<ModelAnnouncement> found = new ArrayList<>();
    try (TopicReader reader =
        new TopicReader(
            KafkaConnection.to(broker.bootstrapServers()), "models", TopicReader.From.BEGINNING)) {
      do {
        reader.poll(
            Duration.ofMillis(200),
            record -> {
              try {
                found.add(ModelAnnouncementCodec.decoder(WireFormat.JSON).decode(record.value()));
              } catch (MalformedRecordException e) {
                throw new IllegalStateException(e);
              }
            });
      } while (!reader.isAtEnd());
    }
    return found;
  }

  private List<String> actions() throws IOException {
    Path decisions = folder.resolve("store/models/sensors/decisions");
    try (Stream<Path> all = Files.list(decisions)) {
      List<String> actions = new ArrayList<>();
      for (Path one : all.sorted().toList()) {
        actions.add(JSON.readTree(one.resolve("decision.json").toFile()).path("action").asText());
      }
      return actions;
    }
  }

  static Outcome retrain(Path config, String... more) {
    List<String> arguments = new ArrayList<>(List.of("retrain", "--config", config.toString()));
    arguments.addAll(List.of(more));
    return CommandRunner.run(arguments.toArray(String[]::new));
  }

  static Path config(LocalBroker broker, Path folder) throws IOException {
    Path pipeline = folder.resolve("pipeline.yaml");
    Files.writeString(
        pipeline,
        """
        kafka.bootstrap.servers: %s
        model.uri: %s
        format.readings: json
        topics.models: models
        """
            .formatted(broker.bootstrapServers(), folder.resolve("none.onnx")));
    Path config = folder.resolve("retrain.yaml");
    Files.writeString(
        config,
        """
        pipeline: pipeline.yaml
        store: %s
        work: %s
        held-out: 0.2
        confirm: 1 min
        train:
          model: sensors
          horizon: 4
          context: 24
          seasons: [24]
          hidden: 8
          steps: 60
        """
            .formatted(folder.resolve("store"), folder.resolve("work")));
    return config;
  }

  /** Wandering levels with a daily cycle, and one reading twice. */
  static void write(LocalBroker broker, int from, int to) {
    try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
      for (int series = 0; series < SERIES; series++) {
        Random random = new Random(series);
        double level = 0;
        for (int slot = from; slot < to; slot++) {
          level += random.nextGaussian() * 0.5;
          double value = 20 + level + 3 * Math.sin(2 * Math.PI * slot / 24);
          send(producer, series, slot, value);
          if (series == 0 && slot == from) {
            send(producer, series, slot, 99);
          }
        }
      }
    }
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, int series, int slot, double value) {
    Instant time = START.plus(Duration.ofHours(slot));
    String reading =
        String.format(
            Locale.ROOT,
            "{\"series\":\"s%d\",\"time\":\"%s\",\"value\":%.4f}",
            series,
            time,
            value);
    var unused =
        producer.send(
            new ProducerRecord<>(
                "readings",
                ("s" + series).getBytes(StandardCharsets.UTF_8),
                reading.getBytes(StandardCharsets.UTF_8)));
  }

  private static KafkaProducer<byte[], byte[]> producer(LocalBroker broker) {
    return new KafkaProducer<>(
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
