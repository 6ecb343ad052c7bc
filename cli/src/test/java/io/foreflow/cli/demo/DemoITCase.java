package io.foreflow.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.broker.BrokerOptions;
import io.foreflow.broker.LocalBroker;
import io.foreflow.cli.process.Listeners;
import io.foreflow.cli.process.StopSignal;
import io.foreflow.cli.simulate.SeriesKind;
import io.foreflow.cli.simulate.SimulationSpec;
import io.foreflow.cli.view.Terminal;
import io.foreflow.model.StepModel;
import io.foreflow.topic.TopicReader;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Anomaly.Change;
import io.foreflow.wire.AnomalyCodec;
import io.foreflow.wire.ForecastScoreCodec;
import io.foreflow.wire.StepScore;
import io.foreflow.wire.WireFormat;
import java.io.FilterWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole pipeline: a real broker, a training, a real Flink, and what comes back. */
class DemoITCase {

  @ParameterizedTest
  @CsvSource({"AVRO, at-least-once, gru, 1, 160", "JSON, exactly-once, lstm, 2, 75"})
  void everyReadingAndBadRecordIsAnswered(
      WireFormat format, String delivery, String cell, int hours, int warmUp, @TempDir Path folder)
      throws Exception {
    Path kept = folder.resolve("kept");
    Listeners listeners = new Listeners();
    StringWriter said =
        new StringWriter() {
          @Override
          public void flush() {
            listeners.look(ProcessHandle.current());
          }
        };
    DemoPlan plan =
        new DemoPlan(
            new SimulationSpec(
                SeriesKind.MIXED, 6, 3, Duration.ofHours(hours), SimulationSpec.DEFAULT_START),
            300,
            Optional.of(Duration.ofSeconds(10)),
            21,
            format,
            delivery,
            new DemoPlan.Training(cell, 21, 12, 8, 20, 0),
            true,
            Optional.of(kept));

    DemoResult result;
    try (StopSignal stop = StopSignal.install(Duration.ofSeconds(10))) {
      result = new Demo(plan, stop, Terminal.plain(new PrintWriter(said))).run().orElseThrow();
    }

    assertThat(result.problems()).as(said.toString()).isEmpty();
    assertThat(result.ok()).isTrue();
    // The warm-up too: a week of slots of six series, less the gaps.
    assertThat(result.counts().readings()).isGreaterThan(3000 + 6 * warmUp);
    assertThat(result.counts().forecasts()).isEqualTo(result.counts().readings());
    assertThat(result.counts().repeated()).isZero();
    assertThat(result.counts().late()).isZero();
    assertThat(result.deadLetterCount()).isEqualTo(21);
    assertThat(result.deadLetters())
        .containsOnlyKeys("empty-series", "not-finite", "time-out-of-range", "undecodable");
    assertThat(result.scores().mase()).isFinite().isPositive();
    assertThat(result.scores().maseSeasonalNaive()).isFinite().isPositive();
    assertThat(result.counts().latencyP99Ms()).isGreaterThan(0);
    assertThat(result.fields())
        .containsKeys("readings", "forecasts", "deadLetters", "late", "mase", "maseSeasonalNaive")
        .containsKeys("latencyP50Ms", "latencyP99Ms");
    assertThat(said.toString())
        .startsWith("Console: http://localhost:")
        .contains("127.0.0.1:", "topics readings");
    try (StepModel model = StepModel.open(kept.resolve("model.onnx"))) {
      assertThat(model.manifest().horizon()).isEqualTo(12);
      assertTheTrainedModelTookOver(result, hours == 1, model.manifest().version());
    }
    assertFiguresAreThoseOfTheTopics(result, kept.resolve("kafka"), format);
    assertThat(kept.resolve("history.csv")).isRegularFile();
    assertThat(kept.resolve("flink")).doesNotExist();
    // Kafka's two, the console, Flink's web page, Flink's files for tasks.
    listeners.assertOnlyLoopback(5);
  }

  /** There is a seed model for hourly series, and none for those of two hours. */
  private static void assertTheTrainedModelTookOver(
      DemoResult result, boolean seeded, String version) {
    assertThat(result.change().isPresent()).isEqualTo(seeded);
    assertThat(result.firstForecastSeconds()).isPositive();
    if (seeded) {
      ModelChange change = result.change().orElseThrow();
      assertThat(change.seed()).isEqualTo("seed:hourly");
      assertThat(change.trained()).isEqualTo(version);
      ModelChange.Takeover takeover = change.takeover();
      assertThat(takeover.isComplete()).isTrue();
      assertThat(takeover.announced()).isGreaterThan(result.firstForecastSeconds());
      assertThat(takeover.complete()).isGreaterThan(takeover.announced());
      assertThat(change.before().scored() + change.after().scored())
          .isEqualTo(result.scores().scored());
      assertThat(change.after().scored()).isPositive();
      assertThat(change.gain()).isFinite();
    }
  }

  private static void assertFiguresAreThoseOfTheTopics(
      DemoResult result, Path kafka, WireFormat format) throws Exception {
    List<StepScore> scores = new ArrayList<>();
    List<Anomaly> anomalies = new ArrayList<>();
    try (LocalBroker broker = LocalBroker.start(BrokerOptions.temporary().withFolder(kafka))) {
      for (byte[] record : records(broker, DemoTopics.ofJob().scores())) {
        scores.addAll(ForecastScoreCodec.decoder(format).decode(record).steps());
      }
      for (byte[] record : records(broker, DemoTopics.ofJob().anomalies())) {
        anomalies.add(AnomalyCodec.decoder(format).decode(record));
      }
    }
    long scored = scores.stream().mapToLong(StepScore::forecasts).sum();
    double inside = scores.stream().mapToLong(StepScore::inside).sum();
    // Three steps of each reading of the live stream, but for what is not in a record yet.
    assertThat(scored).isGreaterThan(2 * 3000);
    assertThat(result.fields())
        .containsEntry("scored", scored)
        .containsEntry("coverage", Math.round(1e4 * inside / scored) / 1e4)
        .containsEntry(
            "anomalies", anomalies.stream().filter(a -> a.change() == Change.OPENED).count());
    assertThat(result.scores().mase() / result.scores().maseSeasonalNaive())
        .isCloseTo(
            scores.stream().mapToDouble(StepScore::errorMicros).sum()
                / scores.stream().mapToDouble(StepScore::naiveErrorMicros).sum(),
            within(1e-9));
  }

  private static List<byte[]> records(LocalBroker broker, String topic) {
    List<byte[]> values = new ArrayList<>();
    try (TopicReader reader =
        new TopicReader(broker.bootstrapServers(), topic, TopicReader.From.BEGINNING)) {
      do {
        reader.poll(Duration.ofMillis(100), record -> values.add(record.value()));
      } while (!reader.isAtEnd());
    }
    return values;
  }

  @Test
  void endsWhenStoppedWhileTheBrokerStarts() throws Exception {
    DemoPlan plan =
        new DemoPlan(
            new SimulationSpec(
                SeriesKind.MIXED, 6, 3, Duration.ofHours(1), SimulationSpec.DEFAULT_START),
            300,
            Optional.empty(),
            0,
            WireFormat.AVRO,
            "at-least-once",
            new DemoPlan.Training("gru", 21, 12, 8, 20, 0),
            false,
            Optional.empty());
    StringWriter said = new StringWriter();

    Optional<DemoResult> result;
    try (StopSignal stop = StopSignal.install(Duration.ofSeconds(10))) {
      Writer stopping =
          new FilterWriter(said) {
            @Override
            public void flush() {
              if (said.toString().contains("Starting a Kafka broker")) {
                stop.ask();
              }
            }
          };
      result = new Demo(plan, stop, Terminal.plain(new PrintWriter(stopping))).run();
    }

    assertThat(result).isEmpty();
    assertThat(said.toString())
        .contains("Starting a Kafka broker")
        .doesNotContain("history", "Console:");
  }
}
