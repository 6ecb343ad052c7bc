package io.foreflow.benchmarks.job;

import io.foreflow.job.arrival.Arrival;
import io.foreflow.job.decode.ArrivalDecoder;
import io.foreflow.job.decode.RejectedRouter;
import io.foreflow.job.decode.SeriesKey;
import io.foreflow.job.emit.ForecastRecords;
import io.foreflow.job.emit.RejectedRecords;
import io.foreflow.job.emit.TopicLimit;
import io.foreflow.job.exchange.ExchangeType;
import io.foreflow.series.FutureBound;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.WireFormat;
import io.foreflow.wire.registry.TopicFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The job with the operator {@link WindowFunction} in place of waves. It reads and writes with the
 * job's own code, so only the operator differs.
 */
public final class WindowJob {
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(10);

  private WindowJob() {}

  /**
   * Runs the job. The arguments are: brokers, readings' topic, forecasts' topic, network file, and
   * checkpoint interval in milliseconds.
   */
  public static void main(String[] arguments) throws Exception {
    String brokers = arguments[0];
    String forecasts = arguments[2];
    TopicLimit topic = TopicLimit.of(forecasts, clients(brokers), producer(brokers));
    TopicFormat avro = TopicFormat.of(WireFormat.AVRO);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.enableCheckpointing(Long.parseLong(arguments[4]));
    env.getConfig().enableObjectReuse();
    env.setParallelism(1);

    env.fromSource(
            KafkaSource.<Arrival>builder()
                .setBootstrapServers(brokers)
                .setTopics(arguments[1])
                .setGroupId(forecasts)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(
                    new ArrivalDecoder(
                        avro, new FutureBound(Duration.ofDays(1), Clock.systemUTC())))
                .build(),
            WatermarkStrategy.noWatermarks(),
            "readings",
            ExchangeType.ARRIVAL)
        .process(new RejectedRouter())
        .returns(ExchangeType.ACCEPTED_READING)
        .keyBy(new SeriesKey(), Types.STRING)
        .process(new WindowFunction(Files.readAllBytes(Path.of(arguments[3]))))
        .returns(ExchangeType.FORECAST)
        .sinkTo(
            KafkaSink.<Forecast>builder()
                .setKafkaProducerConfig(producer(brokers))
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(forecasts)
                .setRecordSerializer(
                    new ForecastRecords(topic, avro, forecasts, new RejectedRecords(topic)))
                .build());
    env.execute("window");
  }

  private static Properties clients(String brokers) {
    Properties properties = new Properties();
    properties.setProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    return properties;
  }

  private static Properties producer(String brokers) {
    Properties properties = clients(brokers);
    properties.setProperty(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(TRANSACTION_TIMEOUT.toMillis()));
    return properties;
  }
}
