package io.foreflow.job.emit;

import io.foreflow.wire.ModelEvent;
import io.foreflow.wire.ModelEventJson;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** What became of announced models, as Kafka records in JSON. The key is the model's name. */
public final class ModelEventRecords implements KafkaRecordSerializationSchema<ModelEvent> {
  private static final long serialVersionUID = 1;

  private final String topic;

  /** Events for {@code topic}. */
  public ModelEventRecords(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      ModelEvent event, KafkaSinkContext context, @Nullable Long timestamp) {
    return new ProducerRecord<>(
        topic,
        null,
        event.time(),
        event.model().getBytes(StandardCharsets.UTF_8),
        ModelEventJson.write(event));
  }
}
