package io.foreflow.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerITCase {

  private static final String TOPIC = "readings";

  @Test
  void carriesTransactionsAndLeavesNoFolderBehind() {
    Path folder;
    try (LocalBroker broker = LocalBroker.start()) {
      folder = broker.folder();
      broker.createTopics(1, List.of(TOPIC));
      broker.createTopics(1, List.of(TOPIC));
      produceInTransaction(broker, "kept", true);
      produceInTransaction(broker, "aborted", false);
      produceInTransaction(broker, "kept too", true);

      assertThat(readCommitted(broker, 2)).containsExactly("kept", "kept too");
      assertThat(folder).exists();
    }
    assertThat(folder).doesNotExist();
  }

  @Test
  void reusesTheTopicsOfAKeptFolder(@TempDir Path folder) {
    BrokerOptions options = BrokerOptions.temporary().withFolder(folder.resolve("data"));
    try (LocalBroker broker = LocalBroker.start(options)) {
      broker.createTopics(1, List.of(TOPIC));
      produceInTransaction(broker, "from before", true);
    }
    try (LocalBroker broker = LocalBroker.start(options)) {
      assertThat(readCommitted(broker, 1)).containsExactly("from before");
    }
  }

  @Test
  void saysWhichPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> LocalBroker.start(BrokerOptions.temporary().withPort(port)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("port " + port);
    }
  }

  private static void produceInTransaction(LocalBroker broker, String value, boolean commit) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "transactional.id",
            "test",
            "key.serializer",
            ByteArraySerializer.class,
            "value.serializer",
            ByteArraySerializer.class);
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings)) {
      producer.initTransactions();
      producer.beginTransaction();
      var unused =
          producer.send(new ProducerRecord<>(TOPIC, value.getBytes(StandardCharsets.UTF_8)));
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.flush();
        producer.abortTransaction();
      }
    }
  }

  private static List<String> readCommitted(LocalBroker broker, int count) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "isolation.level",
            "read_committed",
            "auto.offset.reset",
            "earliest",
            "key.deserializer",
            ByteArrayDeserializer.class,
            "value.deserializer",
            ByteArrayDeserializer.class);
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
      consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
      long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
      while (values.size() < count && System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          values.add(new String(record.value(), StandardCharsets.UTF_8));
        }
      }
    }
    return values;
  }
}
