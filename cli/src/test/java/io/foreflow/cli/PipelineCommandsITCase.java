package io.foreflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.broker.LocalBroker;
import io.foreflow.cli.CommandRunner.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline as somebody walks through it, a command at a time, on a broker of their own. */
class PipelineCommandsITCase {

  @Test
  void eachCommandTakesWhatTheOneBeforeItMade(@TempDir Path folder) {
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
        .contains("100 %", "On the readings held out: MASE")
        .contains("Next: foreflow inspect " + model);
    assertThat(well("inspect", model).out())
        .contains("horizon              6 slots", "seen[1] history[168]", "seasonal-naive-168");
    assertThat(well("inspect", model, "--json").out()).startsWith("{").contains("\"horizon\"");

    String forecasts = folder.resolve("forecasts.csv.gz").toString();
    assertThat(
            well("backtest", model, "--data", history, "--tail", "24", "--forecasts", forecasts)
                .out())
        .contains("forecaster ", "seasonal-naive-24 ", "theta ", "targets; share of them below");

    try (LocalBroker broker = LocalBroker.start()) {
      broker.createTopics(2, List.of("forecasts", "dead-letters", "late-readings"));
      stream(broker.bootstrapServers(), model);
    }
  }

  private static void stream(String broker, String model) {
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

    Outcome ran =
        well(
            "run",
            "-Dkafka.bootstrap.servers=" + broker,
            "-Dmodel.uri=" + model,
            "-Dbounded=true",
            "-Dparallelism=1");
    assertThat(ran.out()).contains("Flink's web page: http://", "The job has ended.");

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
            "foreflow tail: there is no topic 'nope' at %s; it has [announced, dead-letters, forecasts, late-readings, readings]. Choose one with --topic, or start what writes it.%n"
                .formatted(broker));
  }

  private static Outcome well(String... arguments) {
    Outcome outcome = CommandRunner.run(arguments);
    assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
    return outcome;
  }
}
