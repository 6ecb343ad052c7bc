package io.foreflow.benchmarks.job;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A topic of waiting readings: those of all series for one slot, then for the next.
 *
 * @param topic name of the topic
 * @param series number of series
 * @param slots number of readings of each series
 */
record Backlog(String topic, int series, int slots) {

  /** A backlog with about this many readings, at least two slots. */
  static Backlog of(String topic, int series, long readings) {
    return new Backlog(topic, series, (int) Math.max(2, readings / series));
  }

  /** The number of readings. */
  long readings() {
    return (long) series * slots;
  }

  /** Creates the topic with these settings and fills it. */
  void fill(Broker broker, Map<String, String> settings) throws Exception {
    broker.createTopics(List.of(topic), settings);
    write(broker, 0);
  }

  /** The same topic, filled up to this many readings. */
  Backlog extended(Broker broker, long readings) throws Exception {
    Backlog longer = of(topic, series, readings);
    longer.write(broker, slots);
    return longer;
  }

  private void write(Broker broker, int firstSlot) throws Exception {
    BenchReadings readings = new BenchReadings(topic, series);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.address(),
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 << 10,
                ProducerConfig.LINGER_MS_CONFIG,
                20),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int slot = firstSlot; slot < slots; slot++) {
        for (int number = 0; number < series; number++) {
          var unused = producer.send(readings.reading(number, slot));
        }
      }
    }
  }
}
