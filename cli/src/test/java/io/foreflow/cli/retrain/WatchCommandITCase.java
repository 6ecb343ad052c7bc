package io.foreflow.cli.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.broker.BrokerOptions;
import io.foreflow.broker.LocalBroker;
import io.foreflow.cli.CommandRunner;
import io.foreflow.cli.CommandRunner.Outcome;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.topic.TopicReader;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.ForecastScoreCodec;
import io.foreflow.wire.StepScore;
import io.foreflow.wire.WireFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Watching a promoted version on a real broker, with scores as a job writes them. */
class WatchCommandITCase {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = 24 * HOUR;
  private static final long SWAP = Instant.parse("2026-01-12T00:00:00Z").toEpochMilli();
  private static final int SERIES = 10;

  private final Path folder;
  private String first = "";
  private String second = "";

  WatchCommandITCase(@TempDir Path folder) throws IOException {
    this.folder = folder.toRealPath();
  }

  @BeforeEach
  void makeAStoreWithAPromotedVersion() throws IOException {
    first = models("add", model("1").toString()).path("sha256").asText();
    second = models("add", model("2").toString()).path("sha256").asText();
    models("promote", "tiny@" + first);
    models("promote", "tiny@" + second);
  }

  @Test
  void rollsAWorseVersionBackByItsScores() throws Exception {
    try (LocalBroker broker = LocalBroker.start()) {
      Path config = config(broker);
      scores(broker, "1", SWAP - 7 * DAY, 7, 0.2);
      Outcome early = watch(config, "--now", "--json");
      assertThat(early.exitCode()).as(early.err()).isEqualTo(ExitCodes.TOO_LITTLE_DATA);
      assertThat(JSON.readTree(early.out()).path("why").asText())
          .startsWith("0 forecasts can be compared, needed: 200");

      scores(broker, "2", SWAP, 1, 0.4);
      Thread job = new Thread(() -> forecastAfterAnnouncement(broker));
      job.start();
      Outcome worse = watch(config, "--once", "--json");
      job.join();

      assertThat(worse.exitCode()).as(worse.err()).isEqualTo(ExitCodes.ROLLED_BACK);
      JsonNode result = JSON.readTree(worse.out());
      assertThat(result.path("action").asText()).isEqualTo("rolled-back");
      assertThat(result.path("sha256").asText()).isEqualTo(first);
      assertThat(result.path("rolledBack").asText()).isEqualTo(second);
      assertThat(result.path("confirmed").asBoolean()).isTrue();
      assertThat(result.path("proof").asText())
          .startsWith("version 1 made the last forecast of 10 of 10 series on topic forecasts");
      assertThat(announced(broker)).singleElement().isEqualTo(first);
      JsonNode aliases = JSON.readTree(folder.resolve("store/models/tiny/aliases.json").toFile());
      assertThat(aliases.path("champion").asText()).isEqualTo(first);
      JsonNode details = aliases.at("/last/details");
      assertThat(details.path("forecasts").asInt()).isEqualTo(220);
      assertThat(details.path("newLoss").asDouble()).isEqualTo(0.4);
      assertThat(details.path("oldLoss").asDouble()).isEqualTo(0.2);
      assertThat(details.path("end").asText()).isEqualTo("2026-01-13T00:00:00Z");
      assertThat(actions()).endsWith("rolled-back", "confirmed");

      Outcome nothing = watch(config, "--once");
      assertThat(nothing.exitCode()).isEqualTo(ExitCodes.TOO_LITTLE_DATA);
      assertThat(nothing.out()).contains("no previous version to go back to");

      models("promote", "tiny@" + second);
      Outcome again = watch(config, "--now");
      assertThat(again.out()).contains("No verdict yet: 0 forecasts can be compared");
      assertThat(again.exitCode()).isEqualTo(ExitCodes.TOO_LITTLE_DATA);
    }
  }

  @Test
  void aGoodVersionStays() throws Exception {
    try (LocalBroker broker = LocalBroker.start()) {
      Path config = config(broker);
      scores(broker, "1", SWAP - 7 * DAY, 7, 0.2);
      scores(broker, "2", SWAP, 7, 0.19);

      Outcome good = watch(config, "--once");

      assertThat(good.exitCode()).as(good.err()).isEqualTo(ExitCodes.OK);
      assertThat(good.out()).contains("Good: loss 0.1900, before 0.2000 (-5.0 %");
      assertThat(actions()).endsWith("promoted", "promoted", "proven");
      Path record = decisions().get(decisions().size() - 1).resolve("decision.json");
      JsonNode proven = JSON.readTree(record.toFile());
      assertThat(proven.path("version").asText()).isEqualTo(second);
      assertThat(proven.path("why").asText()).startsWith("kept by what came true: loss 0.1900");
      assertThat(proven.at("/details/newLoss").asDouble()).isCloseTo(0.19, within(1e-9));

      Outcome again = watch(config, "--now");
      assertThat(again.exitCode()).isEqualTo(ExitCodes.OK);
      assertThat(again.out()).contains("is good already: kept by what came true");
      assertThat(actions()).as("one record a promotion").containsOnlyOnce("proven");
    }
  }

  @Test
  void goesOnAfterTheBrokerWasAway() throws Exception {
    Path data = folder.resolve("broker");
    LocalBroker first = LocalBroker.start(BrokerOptions.temporary().withFolder(data));
    String servers = first.bootstrapServers();
    Path config = config(first);
    scores(first, "1", SWAP - 7 * DAY, 7, 0.2);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    StringWriter told = new StringWriter();
    Future<Integer> watch = thread.submit(() -> watch(config, told));
    await(() -> told.toString().contains("Watching tiny, version 2"));
    first.close();
    await(() -> told.toString().contains("It is tried again until it works"));
    int port = Integer.parseInt(servers.substring(servers.indexOf(':') + 1));
    try (LocalBroker again =
        LocalBroker.start(BrokerOptions.temporary().withFolder(data).withPort(port))) {
      scores(again, "2", SWAP, 7, 0.19);
      assertThat(watch.get(5, TimeUnit.MINUTES)).isEqualTo(ExitCodes.OK);
    }
    thread.shutdown();
    assertThat(told.toString()).containsOnlyOnce("tried again").containsOnlyOnce("it works again");
    assertThat(actions()).endsWith("proven");
  }

  /** Watches until the verdict, with little patience for the broker. */
  private static int watch(Path config, StringWriter told) {
    CommandLine command = new CommandLine(new WatchCommand());
    command.setOut(new PrintWriter(told));
    command.setErr(new PrintWriter(told));
    return new WatchRun(
            new CommandOutput(command, false),
            RetrainConfig.load(config, Map.of("kafka.default.api.timeout.ms", "10000"), Map.of()),
            Clock.systemUTC())
        .run(WatchRun.End.VERDICT);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(50_000_000);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  @Test
  void aRollbackThatNobodyFollowsFails() throws Exception {
    try (LocalBroker broker = LocalBroker.start()) {
      Path config = config(broker);
      scores(broker, "1", SWAP - 7 * DAY, 7, 0.2);
      scores(broker, "2", SWAP, 1, 0.4);

      Outcome alone = watch(config, "--once", "-Dwatch.proof=500ms");

      assertThat(alone.exitCode()).as(alone.err()).isEqualTo(ExitCodes.FAILURE);
      assertThat(alone.err())
          .contains("the rollback is not proven: no forecast of version 1 came on topic forecasts");
      assertThat(actions()).endsWith("rolled-back", "unconfirmed");
    }
  }

  @Test
  void aRollbackThatWasKilledIsAnnouncedAgain() throws Exception {
    try (LocalBroker broker = LocalBroker.start()) {
      Path config = config(broker);
      scores(broker, "1", SWAP - 7 * DAY, 7, 0.2);
      scores(broker, "2", SWAP, 1, 0.4);
      var unused = watch(config, "--once", "-Dwatch.proof=0ms");
      // As if it had been killed after the move of the alias.
      for (Path record : decisions()) {
        if (record.toString().contains("-unconfirmed-")) {
          Files.delete(record.resolve("decision.json"));
          Files.delete(record);
        }
      }

      Thread job = new Thread(() -> forecastAfterAnnouncement(broker));
      job.start();
      Outcome again = watch(config, "--once");
      job.join();

      assertThat(again.exitCode()).as(again.err()).isEqualTo(ExitCodes.ROLLED_BACK);
      assertThat(again.out()).contains("was not announced to its end; it is announced again");
      assertThat(announced(broker)).containsOnly(first);
      assertThat(actions()).endsWith("rolled-back", "confirmed");
    }
  }

  /** What a job does: from the announcement on, its forecasts are of the version. */
  private void forecastAfterAnnouncement(LocalBroker broker) {
    try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
      for (int round = 0; round < 300; round++) {
        boolean isAnnounced = isAnnounced(broker);
        for (int series = 0; series < SERIES; series++) {
          var unused =
              producer.send(
                  new ProducerRecord<>("forecasts", forecast(series, isAnnounced ? "1" : "2")));
        }
        producer.flush();
        if (isAnnounced && actions().get(actions().size() - 1).equals("confirmed")) {
          return;
        }
        Thread.sleep(200);
      }
    } catch (InterruptedException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isAnnounced(LocalBroker broker) {
    try {
      return announced(broker).contains(first);
    } catch (KafkaException | IOException e) {
      return false;
    }
  }

  private static byte[] forecast(int series, String version) {
    return ForecastCodec.encoder(WireFormat.JSON)
        .encode(
            Forecast.ofQuantiles(
                "s" + series,
                SWAP,
                SWAP,
                "tiny",
                version,
                HOUR,
                Forecast.Status.READY,
                new double[] {0.5},
                new float[] {1}));
  }

  private static void scores(LocalBroker broker, String version, long from, int days, double loss) {
    try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
      for (int day = 0; day < days; day++) {
        for (int series = 0; series < SERIES; series++) {
          long begin = from + day * DAY;
          long unit = 22 * StepScore.UNIT;
          ForecastScore score =
              new ForecastScore(
                  "s" + series,
                  "tiny",
                  version,
                  begin,
                  begin + DAY - HOUR,
                  HOUR,
                  0.1,
                  0.9,
                  1,
                  List.of(
                      new StepScore(
                          1, 22, 11, Math.round(loss * unit), 22, Math.round(loss * unit), unit)));
          var unused =
              producer.send(
                  new ProducerRecord<>(
                      "scores", ForecastScoreCodec.encoder(WireFormat.AVRO).encode(score)));
        }
      }
    }
  }

  private static List<String> announced(LocalBroker broker) throws IOException {
    List<byte[]> values = new ArrayList<>();
    try (TopicReader reader =
        new TopicReader(broker.bootstrapServers(), "models", TopicReader.From.BEGINNING)) {
      do {
        reader.poll(Duration.ofMillis(200), record -> values.add(record.value()));
      } while (!reader.isAtEnd());
    }
    List<String> found = new ArrayList<>();
    for (byte[] value : values) {
      found.add(JSON.readTree(value).path("sha256").asText());
    }
    return found;
  }

  private List<Path> decisions() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("store/models/tiny/decisions"))) {
      return all.sorted().toList();
    }
  }

  private List<String> actions() throws IOException {
    List<String> actions = new ArrayList<>();
    for (Path one : decisions()) {
      if (Files.exists(one.resolve("decision.json"))) {
        actions.add(JSON.readTree(one.resolve("decision.json").toFile()).path("action").asText());
      }
    }
    return actions;
  }

  private static Outcome watch(Path config, String... more) {
    List<String> arguments = new ArrayList<>(List.of("watch", "--config", config.toString()));
    arguments.addAll(List.of(more));
    return CommandRunner.run(arguments.toArray(String[]::new));
  }

  private Path config(LocalBroker broker) throws IOException {
    broker.createTopics(2, List.of("scores", "forecasts"));
    return Files.writeString(
        folder.resolve("retrain.yaml"),
        """
        kafka.bootstrap.servers: %s
        topics.models: models
        topics.scores: scores
        store: %s
        confirm: 0 s
        watch.proof: 1 min
        train:
          model: tiny
        """
            .formatted(broker.bootstrapServers(), folder.resolve("store")));
  }

  private Path model(String version) throws IOException {
    return Files.write(
        folder.resolve(version + ".onnx"), TinyStepGraph.hourly().withVersion(version).file());
  }

  private JsonNode models(String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of("models"));
    words.addAll(List.of(arguments));
    words.addAll(List.of("--store", folder.resolve("store").toString(), "--json"));
    Outcome outcome = CommandRunner.run(words.toArray(String[]::new));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return JSON.readTree(outcome.out());
  }

  private static KafkaProducer<byte[], byte[]> producer(LocalBroker broker) {
    return new KafkaProducer<>(
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
