package io.foreflow.job.emit;

import io.foreflow.wire.ModelEvent;
import io.foreflow.wire.ModelEventJson;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Events about announced models, as Kafka records in JSON. The key is the model's name. An event
 * repeats what was announced. If the topic does not take it, its texts are shortened.
 */
public final class ModelEventRecords implements KafkaRecordSerializationSchema<ModelEvent> {
  private static final long serialVersionUID = 1;

  private static final int SHORTENED = 256;

  private final TopicLimit topic;

  /** Writes events to {@code topic}. */
  public ModelEventRecords(TopicLimit topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      ModelEvent event, KafkaSinkContext context, @Nullable Long timestamp) {
    ProducerRecord<byte[], byte[]> record = record(event);
    return topic.takes(RecordSize.of(record.key(), record.value(), record.headers()))
        ? record
        : record(shortened(event));
  }

  private ProducerRecord<byte[], byte[]> record(ModelEvent event) {
    return new ProducerRecord<>(
        topic.topic(),
        null,
        event.time(),
        event.model().getBytes(StandardCharsets.UTF_8),
        ModelEventJson.write(event));
  }

  private static ModelEvent shortened(ModelEvent event) {
    String inUse = event.inUse();
    String replaced = event.replaced();
    String message = event.message();
    return new ModelEvent(
        event.kind(),
        event.time(),
        shortened(event.model()),
        shortened(event.version()),
        shortened(event.uri()),
        event.sha256(),
        inUse == null ? null : shortened(inUse),
        replaced == null ? null : shortened(replaced),
        event.reason(),
        message == null ? null : shortened(message),
        event.task(),
        event.tasks());
  }

  private static String shortened(String text) {
    return text.length() <= SHORTENED ? text : text.substring(0, SHORTENED) + "...";
  }
}
