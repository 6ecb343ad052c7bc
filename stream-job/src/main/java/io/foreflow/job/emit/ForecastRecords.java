package io.foreflow.job.emit;

import io.foreflow.wire.Forecast;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.registry.TopicFormat;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts as Kafka records. The key is the series. The timestamp is when the forecast was issued:
 * with the cutoff in its place, a broker would at once delete what a backfill makes of old
 * readings.
 */
public final class ForecastRecords implements KafkaRecordSerializationSchema<Forecast> {
  private static final long serialVersionUID = 1;

  private final String topic;
  private final TopicFormat format;
  private final String subject;
  private transient @Nullable RecordEncoder<Forecast> encoder;

  /**
   * Forecasts in {@code format} for {@code topic}; a registry knows their schema by the subject.
   */
  public ForecastRecords(String topic, TopicFormat format, String subject) {
    this.topic = topic;
    this.format = format;
    this.subject = subject;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    encoder = format.forecastEncoder(subject);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Forecast forecast, KafkaSinkContext context, @Nullable Long timestamp) {
    RecordEncoder<Forecast> encoder = this.encoder;
    if (encoder == null) {
      throw new IllegalStateException("open() was not called");
    }
    return new ProducerRecord<>(
        topic,
        null,
        forecast.issuedAt(),
        forecast.series().getBytes(StandardCharsets.UTF_8),
        encoder.encode(forecast));
  }
}
