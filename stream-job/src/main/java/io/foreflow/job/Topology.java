package io.foreflow.job;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.Arrival;
import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.job.config.Delivery;
import io.foreflow.job.config.DeliveryOptions;
import io.foreflow.job.config.FormatOptions;
import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.ModelOptions;
import io.foreflow.job.config.Start;
import io.foreflow.job.config.StateOptions;
import io.foreflow.job.config.TimeOptions;
import io.foreflow.job.config.WaveOptions;
import io.foreflow.job.decode.ArrivalDecoder;
import io.foreflow.job.decode.FutureBound;
import io.foreflow.job.decode.ReadingWatermarks;
import io.foreflow.job.decode.RejectedRouter;
import io.foreflow.job.decode.SeriesKey;
import io.foreflow.job.emit.ForecastRecords;
import io.foreflow.job.emit.RejectedRecords;
import io.foreflow.job.exchange.ExchangeType;
import io.foreflow.job.metrics.JobMetrics;
import io.foreflow.job.model.ModelLocation;
import io.foreflow.job.order.OrderOperator;
import io.foreflow.job.wave.WaveOperator;
import io.foreflow.job.wave.WaveSettings;
import io.foreflow.wire.Forecast;
import java.time.Clock;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The picture of the job, as Flink wants it drawn. Each operator has a uid: a savepoint finds its
 * state again by it, so a uid never changes.
 */
final class Topology {
  /**
   * Above what a broker takes, so that the broker's limit is the only one for records put aside.
   */
  private static final int LARGEST_REQUEST_BYTES = 64 << 20;

  private final PipelineConfig config;

  Topology(PipelineConfig config) {
    this.config = config;
  }

  void define(StreamExecutionEnvironment env) {
    SingleOutputStreamOperator<AcceptedReading> readings =
        env.fromSource(
                source(),
                new ReadingWatermarks(
                    config.get(TimeOptions.MAX_OUT_OF_ORDERNESS),
                    config.get(TimeOptions.IDLE_TIMEOUT)),
                "readings",
                ExchangeType.ARRIVAL)
            .uid("readings")
            .process(new RejectedRouter())
            .returns(ExchangeType.ACCEPTED_READING)
            .name(JobMetrics.DECODE)
            .uid(JobMetrics.DECODE);

    ModelLocation model =
        new ModelLocation(
            config.get(ModelOptions.MODEL_URI).toString(),
            config.find(ModelOptions.MODEL_SHA256).orElse(null));
    DataStream<RejectedRecord> deadLetters = readings.getSideOutput(RejectedRouter.DEAD_LETTERS);
    KeyedStream<AcceptedReading, String> bySeries = readings.keyBy(new SeriesKey(), Types.STRING);
    if (needsOrder()) {
      SingleOutputStreamOperator<AcceptedReading> inOrder =
          bySeries
              .transform(
                  JobMetrics.ORDER,
                  ExchangeType.ACCEPTED_READING,
                  new OrderOperator(config.get(TimeOptions.DUPLICATES), model))
              .uid(JobMetrics.ORDER);
      deadLetters = deadLetters.union(inOrder.getSideOutput(OrderOperator.DEAD_LETTERS));
      // Each reading leaves under the key under which it came: nothing has to be sent about anew.
      bySeries = DataStreamUtils.reinterpretAsKeyedStream(inOrder, new SeriesKey(), Types.STRING);
    }

    SingleOutputStreamOperator<Forecast> forecasts =
        bySeries
            .transform(
                JobMetrics.WAVES,
                ExchangeType.FORECAST,
                new WaveOperator(
                    model,
                    new WaveSettings(
                        config.get(WaveOptions.WAVE_SIZE),
                        config.get(WaveOptions.WAVE_LINGER).toMillis(),
                        config.get(TimeOptions.MAX_GAP),
                        config.get(StateOptions.SERIES_TTL).toMillis())))
            .uid(JobMetrics.WAVES);

    String forecastsTopic = config.get(KafkaOptions.FORECASTS_TOPIC);
    write(
        forecasts,
        "forecasts",
        new ForecastRecords(forecastsTopic, config.get(FormatOptions.FORECASTS_FORMAT)),
        config.producerProperties());
    putAside(
        deadLetters.union(forecasts.getSideOutput(WaveOperator.DEAD_LETTERS)),
        "dead-letters",
        config.get(KafkaOptions.DEAD_LETTERS_TOPIC));
    putAside(
        forecasts.getSideOutput(WaveOperator.LATE), "late", config.get(KafkaOptions.LATE_TOPIC));
  }

  /** Whether readings have to wait for others. Where not, what would hold them is not there. */
  private boolean needsOrder() {
    return !config.get(TimeOptions.MAX_OUT_OF_ORDERNESS).isZero()
        || config.get(TimeOptions.DUPLICATES).closesSlots();
  }

  private KafkaSource<Arrival> source() {
    KafkaSourceBuilder<Arrival> source =
        KafkaSource.<Arrival>builder()
            .setProperties(config.consumerProperties())
            .setTopics(config.get(KafkaOptions.READINGS_TOPICS))
            .setGroupId(config.groupId())
            .setStartingOffsets(offsets(config.get(KafkaOptions.START)))
            .setDeserializer(
                new ArrivalDecoder(
                    config.get(FormatOptions.READINGS_FORMAT),
                    new FutureBound(config.get(TimeOptions.MAX_FUTURE), Clock.systemUTC())));
    if (config.get(KafkaOptions.BOUNDED)) {
      source.setBounded(OffsetsInitializer.latest());
    }
    return source.build();
  }

  @SuppressWarnings("deprecation") // the connector takes nothing but Kafka's old enum
  private static OffsetsInitializer offsets(Start start) {
    return switch (start) {
      case EARLIEST -> OffsetsInitializer.earliest();
      case LATEST -> OffsetsInitializer.latest();
      case GROUP_OFFSETS -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
    };
  }

  private void putAside(DataStream<RejectedRecord> records, String name, String topic) {
    Properties properties = config.producerProperties();
    properties.putIfAbsent(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(LARGEST_REQUEST_BYTES));
    write(records, name, new RejectedRecords(topic), properties);
  }

  private <T> void write(
      DataStream<T> records,
      String name,
      KafkaRecordSerializationSchema<T> serializer,
      Properties properties) {
    Delivery delivery = config.get(DeliveryOptions.DELIVERY);
    if (delivery == Delivery.EXACTLY_ONCE) {
      properties.setProperty(
          ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
          Long.toString(config.get(DeliveryOptions.TRANSACTION_TIMEOUT).toMillis()));
    }
    KafkaSink<T> sink =
        KafkaSink.<T>builder()
            .setKafkaProducerConfig(properties)
            .setDeliveryGuarantee(delivery.guarantee())
            .setTransactionalIdPrefix(config.transactionalIdPrefix() + "-" + name)
            .setRecordSerializer(serializer)
            .build();
    records.sinkTo(sink).name(name).uid(name);
  }
}
