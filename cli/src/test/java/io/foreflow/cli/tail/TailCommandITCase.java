package io.foreflow.cli.tail;

import static io.foreflow.cli.tail.TailedRecords.BEGIN;
import static io.foreflow.cli.tail.TailedRecords.HOUR;
import static io.foreflow.cli.tail.TailedRecords.day;
import static io.foreflow.cli.tail.TailedRecords.score;
import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.broker.LocalBroker;
import io.foreflow.cli.CommandRunner;
import io.foreflow.cli.Foreflow;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.ForecastScoreCodec;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.WireFormat;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The screen of {@code foreflow tail} as a real process on a real broker, until a signal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TailCommandITCase {
  private static final int HOURS = 30;
  private static final String FRAME = "\u001b[?7l";
  private static final String COLOUR = "\u001b\\[[0-9;]*m";

  private final LocalBroker broker = LocalBroker.start();

  private final Path folder;

  /** What a process wrote until its end. */
  private record Screens(String all, int exitCode, double seconds) {
    double frames() {
      return all.split(Pattern.quote(FRAME), -1).length - 1;
    }

    /** The lines of the last frame, without colours. */
    List<String> last() {
      String frame = all.substring(all.lastIndexOf(FRAME));
      return frame
          .substring(0, frame.indexOf("\u001b[J"))
          .replaceAll("\u001b\\[[?0-9;]*[a-zA-Z]|\r", "")
          .lines()
          .map(String::stripTrailing)
          .toList();
    }
  }

  TailCommandITCase(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  void write() throws Exception {
    broker.createTopics(2, List.of("forecasts", "readings", "scores"));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
      records.add(new ProducerRecord<>("forecasts", 0, "a".getBytes(StandardCharsets.UTF_8), null));
      for (String series : List.of("b-温度", "a", "c\u001b[2J")) {
        for (int hour = 0; hour < HOURS; hour++) {
          Reading reading = new Reading(series, BEGIN + hour * HOUR, 20 + hour % 5);
          records.add(record("readings", ReadingCodec.encoder(WireFormat.AVRO).encode(reading)));
          records.add(
              record(
                  "forecasts", ForecastCodec.encoder(WireFormat.JSON).encode(day(series, hour))));
        }
        records.add(
            record(
                "scores", ForecastScoreCodec.encoder(WireFormat.AVRO).encode(score(series, 50))));
      }
      records.add(record("forecasts", "no forecast".getBytes(StandardCharsets.UTF_8)));
      for (ProducerRecord<byte[], byte[]> record : records) {
        producer.send(record).get();
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, byte[] value) {
    return new ProducerRecord<>(topic, 0, null, value);
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void tableShowsTheNewestRecordsAtOnce() throws Exception {
    Screens screens = run(Map.of(), frame -> frame.contains("0.50") && frame.contains("▁"));

    assertThat(screens.exitCode()).isEqualTo(143);
    List<String> lines = screens.last();
    assertThat(lines.get(0)).startsWith("3 series  ").contains("forecasts at 127.0.0.1:");
    assertThat(lines.get(2))
        .startsWith("series ")
        .contains("readings", "next", "last step", "MASE");
    assertThat(lines.subList(3, 6))
        .extracting(line -> line.split(" {2,}", -1)[0])
        .containsExactly("a", "b-温度", "c\\u001b[2J");
    assertThat(lines.subList(3, 6))
        .allSatisfy(
            line ->
                assertThat(line)
                    .containsSubsequence(
                        "▁", "24.00", "+24H 26.00 [20.00, 30.00]", "ready", "0.50"));
    assertThat(lines.get(6)).startsWith("1 record could not be read: forecasts, partition 0, ");
    assertThat(lines.get(7)).isEqualTo("1 record without a value left out");
    assertThat(screens.all()).contains("\u001b[36m").doesNotContain("\u001b[2J");
    // Four a second, and the last one.
    assertThat(screens.frames()).isLessThan(4 * screens.seconds() + 2);
    assertThat(screens.all()).endsWith("\u001b[?7h\r\u001b[J");
  }

  @Test
  void recordsWithoutAValueAreCounted() {
    CommandRunner.Outcome outcome =
        CommandRunner.run(
            "tail",
            "--bootstrap-servers",
            broker.bootstrapServers(),
            "--from-beginning",
            "--max",
            "2");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines()).hasSize(2).allMatch(line -> line.startsWith("b-温度  "));
    assertThat(outcome.err()).isEqualToIgnoringNewLines("1 record without a value left out.");
  }

  @Test
  void oneSeriesIsAChartWithoutColours() throws Exception {
    Screens screens =
        run(
            Map.of("NO_COLOR", "1"),
            frame -> frame.contains("MASE 0.50"),
            "--series",
            "a",
            "--from-beginning");

    assertThat(screens.exitCode()).isEqualTo(143);
    List<String> lines = screens.last();
    assertThat(lines.get(0)).startsWith("a  ");
    assertThat(String.join("", lines)).contains("░", "┊").containsPattern("[\u2801-\u28ff]");
    assertThat(lines)
        .contains(
            "readings until 2026-02-01 05:00 UTC, then the next 24 as forecast, in a band",
            "+1H 24.00 [20.00, 30.00]   +24H 26.00 [20.00, 30.00]",
            "MASE 0.50, in the band 75 %  of 100 scored forecasts");
    assertThat(screens.all()).doesNotContainPattern(COLOUR);
  }

  /** Runs the command as on a terminal until a frame is as it should be, and ends it. */
  private Screens run(Map<String, String> environment, Predicate<String> wanted, String... more)
      throws Exception {
    Path arguments =
        Files.writeString(
            folder.resolve("java.args"), "-cp \"" + System.getProperty("java.class.path") + "\"");
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(
                    Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + arguments,
                        "-Dforeflow.terminal=true",
                        Foreflow.class.getName(),
                        "tail",
                        "--bootstrap-servers",
                        broker.bootstrapServers()),
                    Stream.of(more))
                .toList());
    builder.environment().remove("NO_COLOR");
    builder.environment().putAll(environment);
    Path errors = folder.resolve("err");
    Process process = builder.redirectError(errors.toFile()).start();
    long begin = System.nanoTime();
    StringBuilder all = new StringBuilder();
    try (Reader reader = process.inputReader(StandardCharsets.UTF_8)) {
      boolean asked = false;
      char[] some = new char[8192];
      for (int read = reader.read(some); read >= 0; read = reader.read(some)) {
        all.append(some, 0, read);
        int frame = all.lastIndexOf(FRAME);
        if (!asked && frame >= 0 && wanted.test(all.substring(frame))) {
          asked = true;
          // Not INT, which a build in the background of a shell has ignored.
          new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start().waitFor();
        }
      }
      int exitCode = process.waitFor();
      assertThat(errors).isEmptyFile();
      return new Screens(all.toString(), exitCode, (System.nanoTime() - begin) / 1e9);
    } finally {
      process.destroyForcibly();
    }
  }
}
