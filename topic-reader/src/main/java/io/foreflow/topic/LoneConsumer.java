package io.foreflow.topic;

import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Makes consumers without a group: they leave nothing behind at the broker, and of transactions
 * they see only what is committed.
 */
final class LoneConsumer {

  private LoneConsumer() {}

  /**
   * A consumer that has no partitions yet.
   *
   * @param name what it is called at the broker
   */
  static KafkaConsumer<byte[], byte[]> of(Properties settings, String name) {
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, name);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
