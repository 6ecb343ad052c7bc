package io.foreflow.job.emit;

import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.registry.TopicFormat;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Scores of forecasts as Kafka records. The key is the series. The producer sets the timestamp, to
 * now: a broker would soon delete the scores of a backfill if it were the time of their readings.
 */
public final class ScoreRecords implements KafkaRecordSerializationSchema<ForecastScore> {
  private static final long serialVersionUID = 1;

  private final String topic;
  private final TopicFormat format;
  private final String subject;
  private transient RecordEncoder<ForecastScore> encoder;

  /**
   * Writes scores in {@code format} to {@code topic}. A registry knows their schema by the subject.
   */
  public ScoreRecords(String topic, TopicFormat format, String subject) {
    this.topic = topic;
    this.format = format;
    this.subject = subject;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    encoder = format.scoreEncoder(subject);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      ForecastScore score, KafkaSinkContext context, @Nullable Long timestamp) {
    return new ProducerRecord<>(
        topic, score.series().getBytes(StandardCharsets.UTF_8), encoder.encode(score));
  }
}
