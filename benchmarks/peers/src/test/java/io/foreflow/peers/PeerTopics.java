package io.foreflow.peers;

import io.foreflow.broker.LocalBroker;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics of a peer: hourly readings of some series as input, committed forecasts as output. */
final class PeerTopics {
  static final String READINGS = "readings";
  static final String FORECASTS = "forecasts";

  private static final int PARTITIONS = 2;
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private final LocalBroker broker;

  PeerTopics(LocalBroker broker) {
    this.broker = broker;
    broker.createTopics(PARTITIONS, List.of(READINGS, FORECASTS));
  }

  /** Readings of a range of hours for a number of series, hour by hour. */
  static List<Reading> readings(int series, int fromHour, int toHour) {
    List<Reading> readings = new ArrayList<>();
    for (int hour = fromHour; hour < toHour; hour++) {
      for (int number = 0; number < series; number++) {
        float value = hour % 7 == 3 ? Float.NaN : (float) Math.sin(hour * 0.3 + number) * 5 + 20;
        readings.add(new Reading("series-" + number, hour * HOUR, value));
      }
    }
    return readings;
  }

  void write(List<Reading> readings) {
    RecordEncoder<Reading> encoder = ReadingCodec.encoder(WireFormat.AVRO);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (Reading reading : readings) {
        byte[] key = reading.series().getBytes(StandardCharsets.UTF_8);
        var unused = producer.send(new ProducerRecord<>(READINGS, key, encoder.encode(reading)));
      }
    }
  }

  /**
   * The committed forecasts. It waits for this many and returns fewer if they do not come in time.
   */
  List<Forecast> read(int count) throws MalformedRecordException {
    RecordDecoder<Forecast> decoder = ForecastCodec.decoder(WireFormat.AVRO);
    List<Forecast> forecasts = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "isolation.level",
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(FORECASTS).stream()
              .map(partition -> new TopicPartition(FORECASTS, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long deadline = System.nanoTime() + DEADLINE.toNanos();
      // One more poll after the last expected forecast shows whether there are too many.
      for (boolean more = true; more; ) {
        more = forecasts.size() < count && System.nanoTime() < deadline;
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(300))) {
          forecasts.add(decoder.decode(record.value()));
        }
      }
    }
    return forecasts;
  }
}
