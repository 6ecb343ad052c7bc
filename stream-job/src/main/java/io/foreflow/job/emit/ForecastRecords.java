package io.foreflow.job.emit;

import io.foreflow.job.arrival.RawRecord;
import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.registry.TopicFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts as Kafka records. The key is the series. The timestamp is when the forecast was issued:
 * with the cutoff as timestamp, a broker would delete a backfill's forecasts of old readings at
 * once.
 */
public final class ForecastRecords implements KafkaRecordSerializationSchema<Forecast> {
  private static final long serialVersionUID = 1;

  /** The reason of a forecast whose topic does not take it. */
  static final String TOO_LARGE = "forecast-too-large";

  private final TopicLimit topic;
  private final TopicFormat format;
  private final String subject;
  private final RejectedRecords tooLarge;
  private transient RecordEncoder<Forecast> encoder;

  /**
   * Writes forecasts in {@code format} to {@code topic}. A registry knows their schema by the
   * subject.
   *
   * @param tooLarge where forecasts are put aside that the topic does not take
   */
  public ForecastRecords(
      TopicLimit topic, TopicFormat format, String subject, RejectedRecords tooLarge) {
    this.topic = topic;
    this.format = format;
    this.subject = subject;
    this.tooLarge = tooLarge;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    encoder = format.forecastEncoder(subject);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Forecast forecast, KafkaSinkContext context, @Nullable Long timestamp) {
    byte[] key = forecast.series().getBytes(StandardCharsets.UTF_8);
    byte[] value = encoder.encode(forecast);
    long size = RecordSize.of(key, value, List.of());
    if (!topic.takes(size)) {
      return tooLarge.record(putAside(forecast, key, value, size));
    }
    return new ProducerRecord<>(topic.topic(), null, forecast.issuedAt(), key, value);
  }

  /** A forecast to put aside. It is in no topic yet, so it has no partition and no offset. */
  private RejectedRecord putAside(Forecast forecast, byte[] key, byte[] value, long size) {
    return RejectedRecord.deadLetter(
        new RawRecord(topic.topic(), -1, -1, forecast.issuedAt(), key, value, RawRecord.NO_HEADERS),
        TOO_LARGE,
        "the forecast of \"%s\" at %s by %s %s has %d bytes, topic %s takes %d: raise its"
                .formatted(
                    forecast.series(),
                    Instant.ofEpochMilli(forecast.cutoff()),
                    forecast.model(),
                    forecast.modelVersion(),
                    size,
                    topic.topic(),
                    topic.most())
            + " max.message.bytes, or use a model with fewer levels or a shorter horizon");
  }
}
