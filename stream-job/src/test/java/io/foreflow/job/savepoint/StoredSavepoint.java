package io.foreflow.job.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.kafka.HourlyReadings;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A savepoint that some release took, with all that is needed to go on from it anywhere: a folder
 * of {@code src/test/resources/savepoints}.
 *
 * <pre>
 * _metadata              Flink's savepoint, in one file
 * *.onnx                 the models
 * pipeline.properties    the options that decide what operators there are
 * before.txt, after.txt  the records on all topics before the savepoint, and those to go on with:
 *                        topic, partition, timestamp, value in hexadecimal
 * forecasts.txt          what came of the latter: id, and the bits of the quantiles
 * </pre>
 */
record StoredSavepoint(Path folder) {
  static final Path ALL = Path.of("src", "test", "resources", "savepoints");

  static List<StoredSavepoint> all() throws IOException {
    try (Stream<Path> folders = Files.list(ALL)) {
      return folders.filter(Files::isDirectory).sorted().map(StoredSavepoint::new).toList();
    }
  }

  String path() {
    return folder.toAbsolutePath().toString();
  }

  Map<String, String> options() throws IOException {
    Properties properties = new Properties();
    try (var in = Files.newBufferedReader(folder.resolve("pipeline.properties"))) {
      properties.load(in);
    }
    Map<String, String> options = new TreeMap<>();
    properties.forEach((key, value) -> options.put((String) key, (String) value));
    return options;
  }

  List<ProducerRecord<byte[], byte[]>> before() throws IOException {
    return read("before.txt");
  }

  List<ProducerRecord<byte[], byte[]>> after() throws IOException {
    return read("after.txt");
  }

  private List<ProducerRecord<byte[], byte[]>> read(String file) throws IOException {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(file))) {
      String[] parts = line.split(" ", -1);
      records.add(
          new ProducerRecord<>(
              parts[0],
              Integer.valueOf(parts[1]),
              Long.valueOf(parts[2]),
              HexFormat.of().parseHex(parts[3]),
              HexFormat.of().parseHex(parts[4])));
    }
    return records;
  }

  void writeBefore(List<ProducerRecord<byte[], byte[]>> records) throws IOException {
    write("before.txt", records);
  }

  void writeAfter(List<ProducerRecord<byte[], byte[]>> records) throws IOException {
    write("after.txt", records);
  }

  private void write(String file, List<ProducerRecord<byte[], byte[]>> records) throws IOException {
    Files.write(
        folder.resolve(file),
        records.stream()
            .map(
                record ->
                    "%s %d %d %s %s"
                        .formatted(
                            record.topic(),
                            record.partition(),
                            record.timestamp(),
                            HexFormat.of().formatHex(record.key()),
                            HexFormat.of().formatHex(record.value())))
            .toList());
  }

  /** What the release that took the savepoint made of the records after it. */
  Map<String, String> forecasts() throws IOException {
    return Files.readAllLines(folder.resolve("forecasts.txt")).stream()
        .collect(Collectors.toMap(line -> line.replaceAll(" \\S*$", ""), line -> line));
  }

  void writeForecasts(Map<String, String> forecasts) throws IOException {
    Files.write(folder.resolve("forecasts.txt"), new TreeMap<>(forecasts).values());
  }

  /** Forecasts as the lines of the file, by their ids. */
  static Map<String, String> lines(List<ConsumerRecord<byte[], byte[]>> forecasts)
      throws Exception {
    Map<String, String> lines = new TreeMap<>();
    HourlyReadings.bits(forecasts)
        .forEach(
            (id, bits) ->
                lines.put(
                    id,
                    id
                        + " "
                        + bits.stream().map("%08x"::formatted).collect(Collectors.joining(","))));
    return lines;
  }

  /** A reading as a record of a partition, by which a series always has the same. */
  static ProducerRecord<byte[], byte[]> record(String topic, int partition, Reading reading) {
    RecordEncoder<Reading> encoder = ReadingCodec.encoder(WireFormat.AVRO);
    assertThat(reading.series()).isNotEmpty();
    return new ProducerRecord<>(
        topic,
        partition,
        reading.time(),
        reading.series().getBytes(StandardCharsets.UTF_8),
        encoder.encode(reading));
  }
}
