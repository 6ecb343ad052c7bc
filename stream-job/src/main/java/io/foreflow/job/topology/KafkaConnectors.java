package io.foreflow.job.topology;

import io.foreflow.job.arrival.Arrival;
import io.foreflow.job.arrival.RawRecord;
import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.job.config.Delivery;
import io.foreflow.job.config.DeliveryOptions;
import io.foreflow.job.config.FormatOptions;
import io.foreflow.job.config.JobOptions;
import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.ModelOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.config.StartingOffsets;
import io.foreflow.job.config.TimeOptions;
import io.foreflow.job.decode.ArrivalDecoder;
import io.foreflow.job.decode.BoundedBytes;
import io.foreflow.job.emit.AnomalyRecords;
import io.foreflow.job.emit.ForecastRecords;
import io.foreflow.job.emit.RejectedRecords;
import io.foreflow.job.emit.ScoreRecords;
import io.foreflow.job.emit.TopicLimit;
import io.foreflow.job.model.AnnouncementRecords;
import io.foreflow.job.operator.Operators;
import io.foreflow.job.transaction.LostTransactionEvents;
import io.foreflow.job.transaction.TransactionalSink;
import io.foreflow.series.FutureBound;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastScore;
import java.time.Clock;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The job's sources and sinks in Kafka. */
public final class KafkaConnectors {
  /**
   * The largest request of a producer. It is larger than what brokers take, so that only the limit
   * of the topic counts.
   */
  private static final int LARGEST_REQUEST_BYTES = 64 << 20;

  /**
   * How often new partitions are looked for, in milliseconds. A new partition holds the watermark
   * back once it is known. After the connector's own 5 minutes the watermark would have passed what
   * producers wrote there meanwhile.
   */
  private static final String PARTITIONS_SOUGHT_EVERY = "10000";

  private final PipelineConfig config;

  KafkaConnectors(PipelineConfig config) {
    this.config = config;
  }

  KafkaSource<Arrival> readings() {
    KafkaSourceBuilder<Arrival> source =
        KafkaSource.<Arrival>builder()
            .setProperties(readingsProperties(config))
            .setTopics(config.get(KafkaOptions.READINGS_TOPICS))
            .setGroupId(config.groupId())
            .setStartingOffsets(offsets(config.get(KafkaOptions.START)))
            .setDeserializer(
                new ArrivalDecoder(
                    config.readingsFormat(),
                    new FutureBound(config.get(TimeOptions.MAX_FUTURE), Clock.systemUTC())));
    if (config.get(KafkaOptions.BOUNDED)) {
      source.setBounded(OffsetsInitializer.latest());
    }
    return source.build();
  }

  /**
   * The source of announcements. It always begins at the start of the topic: a compacted topic
   * holds the last announcement of each model, and a new job needs those too. A bounded job reads
   * no announcement that comes after its start.
   */
  KafkaSource<RawRecord> announcements(String topic) {
    KafkaSourceBuilder<RawRecord> source =
        KafkaSource.<RawRecord>builder()
            .setProperties(consumerProperties(config))
            .setTopics(topic)
            .setGroupId(config.groupId() + "-models")
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(new AnnouncementRecords());
    if (config.get(KafkaOptions.BOUNDED)) {
      source.setBounded(OffsetsInitializer.latest());
    }
    return source.build();
  }

  /** Settings for the source of readings. */
  static Properties readingsProperties(PipelineConfig config) {
    Properties properties = consumerProperties(config);
    properties.putIfAbsent(
        KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), PARTITIONS_SOUGHT_EVERY);
    return properties;
  }

  /** Settings for consumers that keep no more bytes of a key or a value than a reading may have. */
  private static Properties consumerProperties(PipelineConfig config) {
    Properties properties = config.consumerProperties();
    String bounded = BoundedBytes.class.getName();
    properties.putIfAbsent(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, bounded);
    properties.putIfAbsent(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, bounded);
    properties.setProperty(
        BoundedBytes.LONGEST, config.get(FormatOptions.MAX_RECORD_BYTES).toString());
    return properties;
  }

  @SuppressWarnings("deprecation") // the connector takes nothing but Kafka's old enum
  private static OffsetsInitializer offsets(StartingOffsets start) {
    return switch (start) {
      case EARLIEST -> OffsetsInitializer.earliest();
      case LATEST -> OffsetsInitializer.latest();
      case GROUP_OFFSETS -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
    };
  }

  /** Writes records as they were, with the reason in their headers. */
  void putAside(DataStream<RejectedRecord> records, String name, String topic) {
    write(records, name, topic, new RejectedRecords(limit(topic)), producerProperties(config));
  }

  /** Writes forecasts. A forecast that its topic does not take becomes a dead letter. */
  void writeForecasts(DataStream<Forecast> forecasts, String name, String topic) {
    write(
        forecasts,
        name,
        topic,
        new ForecastRecords(
            limit(topic),
            config.forecastsFormat(),
            config.subject(topic),
            new RejectedRecords(limit(config.get(KafkaOptions.DEAD_LETTERS_TOPIC)))),
        producerProperties(config));
  }

  /** Writes scores of forecasts. */
  void writeScores(DataStream<ForecastScore> scores, String topic) {
    write(
        scores,
        Operators.SCORES,
        topic,
        new ScoreRecords(topic, config.forecastsFormat(), config.subject(topic)),
        producerProperties(config));
  }

  /** Writes what happens to episodes of readings that were not forecast. */
  void writeAnomalies(DataStream<Anomaly> anomalies, String topic) {
    write(
        anomalies,
        Operators.ANOMALIES,
        topic,
        new AnomalyRecords(topic, config.forecastsFormat(), config.subject(topic)),
        producerProperties(config));
  }

  /** The settings of the sinks' producers. */
  public static Properties producerProperties(PipelineConfig config) {
    Properties properties = config.producerProperties();
    properties.putIfAbsent(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(LARGEST_REQUEST_BYTES));
    return properties;
  }

  /** How large a record a topic takes from the job's producers. */
  TopicLimit limit(String topic) {
    return TopicLimit.of(topic, config.adminProperties(), producerProperties(config));
  }

  /** Writes records with the configured delivery. */
  <T> void write(
      DataStream<T> records,
      String name,
      String topic,
      KafkaRecordSerializationSchema<T> serializer,
      Properties properties) {
    records.sinkTo(sink(name, topic, serializer, properties)).name(name).uid(name);
  }

  private <T> Sink<T> sink(
      String name,
      String topic,
      KafkaRecordSerializationSchema<T> serializer,
      Properties properties) {
    if (config.get(DeliveryOptions.DELIVERY) == Delivery.AT_LEAST_ONCE) {
      return KafkaSink.<T>builder()
          .setKafkaProducerConfig(properties)
          .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
          .setRecordSerializer(serializer)
          .build();
    }
    properties.setProperty(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        Long.toString(config.get(DeliveryOptions.TRANSACTION_TIMEOUT).toMillis()));
    return new TransactionalSink<>(
        serializer,
        properties,
        new LostTransactionEvents(
            config.get(JobOptions.NAME),
            config.transactionalIdPrefix(),
            name,
            topic,
            config.get(ModelOptions.EVENTS_TOPIC)),
        config.get(DeliveryOptions.ON_LOST_TRANSACTION));
  }
}
