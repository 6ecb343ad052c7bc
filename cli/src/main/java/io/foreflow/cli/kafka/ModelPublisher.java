package io.foreflow.cli.kafka;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelAnnouncementCodec;
import io.foreflow.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes announcements of models, in JSON because people read them. */
public final class ModelPublisher {

  private ModelPublisher() {}

  /**
   * Writes an announcement under the model's name, so that a compacted topic keeps the last of each
   * model.
   *
   * @return its offset, once the broker has it
   */
  public static long publish(
      KafkaConnection connection, String topic, ModelAnnouncement announcement) {
    Properties settings = connection.producer();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "foreflow-publish");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      return producer
          .send(
              new ProducerRecord<>(
                  topic,
                  announcement.model().getBytes(StandardCharsets.UTF_8),
                  ModelAnnouncementCodec.encoder(WireFormat.JSON).encode(announcement)))
          .get()
          .offset();
    } catch (ExecutionException e) {
      throw CommandFailure.failed("cannot write to topic %s: %s".formatted(topic, e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted while writing to topic " + topic, e);
    }
  }
}
