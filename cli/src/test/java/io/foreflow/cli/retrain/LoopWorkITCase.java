package io.foreflow.cli.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.broker.LocalBroker;
import io.foreflow.cli.CommandRunner;
import io.foreflow.cli.CommandRunner.Outcome;
import io.foreflow.cli.canary.DriftCondition;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.ForecastScoreCodec;
import io.foreflow.wire.StepScore;
import io.foreflow.wire.WireFormat;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Drift that starts retrainings, from the scores on a real broker. */
class LoopWorkITCase {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");

  @TempDir private Path folder = Path.of("");

  @Command(name = "test")
  private static final class AnyCommand {}

  @Test
  void theSameDriftIsFoundOnce() throws Exception {
    try (LocalBroker broker = LocalBroker.start()) {
      broker.createTopics(2, List.of("scores", "readings"));
      Path config =
          Files.writeString(
              folder.resolve("retrain.yaml"),
              """
              kafka.bootstrap.servers: %s
              topics.scores: scores
              store: %s
              train.model: tiny
              """
                  .formatted(broker.bootstrapServers(), folder.resolve("store")));
      CommandLine command = new CommandLine(new AnyCommand());
      command.setOut(new PrintWriter(Writer.nullWriter()));
      command.setErr(new PrintWriter(Writer.nullWriter()));
      try (LoopWork work =
          new LoopWork(
              new CommandOutput(command, false),
              RetrainConfig.load(config, Map.of(), Map.of()),
              Clock.systemUTC(),
              Optional.of(DriftCondition.parse("scores.mase > 1.1 * baseline for 6h")))) {
        assertThat(work.findDrift()).isEmpty();
        champion();
        assertThat(work.lastDecision()).as("a promotion by hand").isEmpty();
        for (int day = 0; day < 7; day++) {
          write(broker, day, 0.5);
        }
        assertThat(work.findDrift()).isEmpty();
        write(broker, 7, 0.9);
        assertThat(work.findDrift()).get().asString().startsWith("scores.mase was 0.900 for 6 h");
        assertThatThrownBy(() -> work.retrain("of a test"))
            .isInstanceOf(CommandFailure.class)
            .hasMessageContaining("nothing was trained");
        assertThat(work.findDrift()).isEmpty();
        write(broker, 8, 0.9);
        assertThat(work.findDrift()).isPresent();
      }
    }
  }

  private void champion() throws Exception {
    String store = folder.resolve("store").toString();
    Path model =
        Files.write(folder.resolve("1.onnx"), TinyStepGraph.hourly().withVersion("1").file());
    for (List<String> words :
        List.of(
            List.of("models", "add", model.toString(), "--challenger", "--store", store),
            List.of("models", "promote", "tiny@challenger", "--store", store))) {
      Outcome outcome = CommandRunner.run(words.toArray(String[]::new));
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    }
  }

  private static void write(LocalBroker broker, int day, double mase) {
    long from = BEGIN.plus(Duration.ofDays(day)).toEpochMilli();
    long unit = 300 * StepScore.UNIT;
    StepScore step = new StepScore(1, 300, 150, unit, 300, Math.round(mase * unit), unit);
    byte[] value =
        ForecastScoreCodec.encoder(WireFormat.AVRO)
            .encode(
                new ForecastScore(
                    "s", "tiny", "1", from, from + 23 * HOUR, HOUR, 0.1, 0.9, 1, List.of(step)));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      var unused = producer.send(new ProducerRecord<>("scores", value));
    }
  }
}
