package io.foreflow.benchmarks.job;

import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Hourly readings of many series in Avro, as Kafka records. Each series stays in one partition. */
final class BenchReadings {
  private static final long CADENCE_MILLIS = 3_600_000;
  private static final long START = Instant.parse("2015-01-05T00:00:00Z").toEpochMilli();
  private static final String PREFIX = "series-";

  private final String topic;
  private final String[] names;
  private final byte[][] keys;
  private final RecordEncoder<Reading> encoder = ReadingCodec.encoder(WireFormat.AVRO);

  /** Creates readings of this many series for a topic of {@link Broker#PARTITIONS}. */
  BenchReadings(String topic, int series) {
    this.topic = topic;
    names = new String[series];
    keys = new byte[series][];
    for (int number = 0; number < series; number++) {
      names[number] = PREFIX + "%07d".formatted(number);
      keys[number] = names[number].getBytes(StandardCharsets.UTF_8);
    }
  }

  int series() {
    return names.length;
  }

  /** The reading of a series for a slot, counted from 0. */
  ProducerRecord<byte[], byte[]> reading(int series, int slot) {
    double value = 20 + series % 7 + 5 * Math.sin(slot * Math.PI / 12) + (slot * 31 + series) % 5;
    Reading reading = new Reading(names[series], START + slot * CADENCE_MILLIS, (float) value);
    return new ProducerRecord<>(
        topic, series % Broker.PARTITIONS, null, keys[series], encoder.encode(reading));
  }

  /** The number of the series in a record's key. */
  static int series(byte[] key) {
    int number = 0;
    for (int i = PREFIX.length(); i < key.length; i++) {
      number = number * 10 + key[i] - '0';
    }
    return number;
  }
}
