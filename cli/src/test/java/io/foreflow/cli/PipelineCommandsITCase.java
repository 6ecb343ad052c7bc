package io.foreflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.broker.LocalBroker;
import io.foreflow.cli.CommandRunner.Outcome;
import io.foreflow.cli.process.Listeners;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline as somebody walks through it, a command at a time, on a broker of their own. */
class PipelineCommandsITCase {

  private static final String FOREIGN_ORIGIN = "https://other.example";

  private final Listeners listeners = new Listeners();

  @Test
  void eachCommandUsesTheOutputBeforeIt(@TempDir Path folder) {
    String history = folder.resolve("history.csv").toString();
    String model = folder.resolve("model.onnx").toString();

    well("simulate", "--history", "14", "--series", "4", "--out", history);
    Outcome trained =
        well(
            "train",
            "--data",
            history,
            "--out",
            model,
            "--horizon",
            "6",
            "--hidden",
            "4",
            "--steps",
            "5",
            "--report",
            folder.resolve("report.html").toString());
    assertThat(folder.resolve("report.html")).content().contains("<svg", "theta", "</html>");
    assertThat(folder.resolve("report-calibration.png")).isNotEmptyFile();
    assertThat(trained.out())
        .contains("100 %", "On the readings held out: quantile loss (wQL) ")
        .contains("Next: foreflow inspect " + model);
    assertThat(well("inspect", model).out())
        .contains("horizon              6 slots", "seen[1] history[84]", "seasonal-naive-24");
    assertThat(well("inspect", model, "--json").out()).startsWith("{").contains("\"horizon\"");

    String forecasts = folder.resolve("forecasts.csv.gz").toString();
    assertThat(
            well("backtest", model, "--data", history, "--tail", "24", "--forecasts", forecasts)
                .out())
        .contains("forecaster ", "seasonal-naive-24 ", "theta ", "targets; share of them below");

    try (LocalBroker broker = LocalBroker.start()) {
      stream(broker.bootstrapServers(), model);
    }
    // The broker has two; Flink's are its web page and its files for tasks.
    listeners.assertOnlyLoopback(4);
  }

  private void stream(String broker, String model) {
    Outcome sent =
        well(
            "simulate",
            "--bootstrap-servers",
            broker,
            "--series",
            "4",
            "--rate",
            "400",
            "--for",
            "1s",
            "--bad",
            "7");
    assertThat(sent.out()).contains("Made the topic readings", " and 7 bad records in ");

    List<HttpResponse<String>> foreign = new ArrayList<>();
    Outcome ran =
        CommandRunner.watched(
            line -> foreign.addAll(lookAtFlink(line)),
            "run",
            "-Dkafka.bootstrap.servers=" + broker,
            "-Dmodel.uri=" + model,
            "--create-topics",
            "-Dbounded=true",
            "-Dparallelism=1");
    assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.out()).contains("Made the topics forecasts, dead-letters, late-readings");
    assertThat(ran.out()).contains("Flink's web page: http://", "The job has ended.");
    assertThat(foreign).hasSize(2);
    assertThat(foreign)
        .allMatch(
            answer ->
                !answer.headers().allValues("access-control-allow-origin").contains("*")
                    && !answer
                        .headers()
                        .allValues("access-control-allow-origin")
                        .contains(FOREIGN_ORIGIN));
    assertThat(foreign.get(1).statusCode()).as("an upload of a jar").isEqualTo(404);

    Outcome lines =
        well(
            "tail",
            "--bootstrap-servers",
            broker,
            "--from-beginning",
            "--max",
            "3",
            "--series",
            "sensor-0002");
    assertThat(lines.out().lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("sensor-0002  2025-01-06T0") && line.contains("+6H "));
    Outcome json =
        well("tail", "--bootstrap-servers", broker, "--from-beginning", "--max", "5", "--json");
    assertThat(json.out().lines()).hasSize(5).allMatch(line -> line.startsWith("{\"series\":"));

    Outcome published =
        well("publish", model, "--bootstrap-servers", broker, "--topic", "announced", "--json");
    assertThat(published.out())
        .startsWith("{\"model\":\"forecaster\",\"version\":")
        .contains("\"uri\":\"file:///", "\"topic\":\"announced\",\"offset\":0}");
    assertThat(published.err())
        .contains("Made the topic announced, compacted.", "Announced forecaster ");

    Outcome nowhere = CommandRunner.run("tail", "--bootstrap-servers", broker, "--topic", "nope");
    assertThat(nowhere.exitCode()).isEqualTo(1);
    assertThat(nowhere.err())
        .isEqualTo(
            "foreflow tail: there is no topic 'nope' at %s; it has [announced, dead-letters, forecasts, late-readings, readings]. Choose one with --topic, or start the program that writes it.%n"
                .formatted(broker));
  }

  @Test
  void openTransactionsAreListedAndAborted() throws Exception {
    try (LocalBroker broker = LocalBroker.start();
        KafkaProducer<byte[], byte[]> dead =
            new KafkaProducer<>(
                Map.of(
                    "bootstrap.servers",
                    broker.bootstrapServers(),
                    "transactional.id",
                    "dead-forecasts.pool-0-1"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      broker.createTopics(1, List.of("forecasts"));
      dead.initTransactions();
      dead.beginTransaction();
      dead.send(new ProducerRecord<>("forecasts", new byte[1])).get();
      String[] place = {"--bootstrap-servers", broker.bootstrapServers(), "--prefix", "dead"};

      assertThat(well(with(place, "transactions", "list")).out())
          .startsWith("dead-forecasts.pool-0-1  open since 20")
          .contains("Z, times out at 20", "Z, on forecasts-0");
      assertThat(well(with(place, "transactions", "list", "--json")).out())
          .startsWith("{\"prefix\":\"dead\",\"transactions\":[{\"id\":\"dead-forecasts.pool-0-1\"")
          .contains("\"partitions\":[\"forecasts-0\"]");
      assertThat(well(with(place, "transactions", "abort", "--no-restore", "--watch", "1s")).out())
          .contains("Watching for 1 s", "Aborted dead-forecasts.pool-0-1.");
      assertThat(well(with(place, "transactions", "list")).out())
          .startsWith("No transaction of dead is open at 127.0.0.1:");
    }
  }

  private static String[] with(String[] place, String... arguments) {
    return Stream.concat(Stream.of(arguments), Stream.of(place)).toArray(String[]::new);
  }

  /** What a page of another site gets from Flink's web server, of a read and of an upload. */
  private List<HttpResponse<String>> lookAtFlink(String line) {
    listeners.look(ProcessHandle.current());
    if (!line.startsWith("Flink's web page: ")) {
      return List.of();
    }
    URI page = URI.create(line.split(" ", -1)[3].replaceAll("\\.$", ""));
    HttpRequest.Builder from = HttpRequest.newBuilder().header("Origin", FOREIGN_ORIGIN);
    HttpClient http = HttpClient.newHttpClient();
    try {
      return List.of(
          http.send(from.uri(page.resolve("/config")).build(), BodyHandlers.ofString()),
          http.send(
              from.uri(page.resolve("/jars/upload"))
                  .POST(HttpRequest.BodyPublishers.ofString("a jar"))
                  .build(),
              BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Outcome well(String... arguments) {
    Outcome outcome =
        CommandRunner.watched(line -> listeners.look(ProcessHandle.current()), arguments);
    assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
    return outcome;
  }
}
