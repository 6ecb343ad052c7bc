package io.foreflow.job.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.arrival.CutHeaders;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelEvent;
import io.foreflow.wire.WireFormat;
import io.foreflow.wire.registry.TopicFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LargeForecastTest {
  private final ForecastRecords records =
      new ForecastRecords(
          TopicLimit.known("forecasts", 1 << 20),
          TopicFormat.of(WireFormat.AVRO),
          "unused",
          new RejectedRecords(TopicLimit.known("dead-letters", 1 << 16)));

  @Test
  void aForecastThatFitsGoesToItsTopic() {
    ProducerRecord<byte[], byte[]> record = serialize(forecast(9, 1000));
    assertThat(record.topic()).isEqualTo("forecasts");
    assertThat(record.value().length).isBetween(36_000, 37_000);
    assertThat(record.headers()).isEmpty();
  }

  @Test
  void aForecastTooLargeBecomesADeadLetter() {
    ProducerRecord<byte[], byte[]> record = serialize(forecast(99, 10_000));
    assertThat(record.topic()).isEqualTo("dead-letters");
    assertThat(record.key()).asString(StandardCharsets.UTF_8).isEqualTo("s");
    assertThat(record.value().length).isBetween(1 << 15, 1 << 16);
    assertThat(text(record.headers().lastHeader(ErrorHeaders.REASON)))
        .isEqualTo("forecast-too-large");
    assertThat(text(record.headers().lastHeader(CutHeaders.TRUNCATED))).isEqualTo("value");
    assertThat(text(record.headers().lastHeader(ErrorHeaders.MESSAGE)))
        .contains("\"s\" at 1970-01-01T00:00:00.001Z by m v has 39", "topic forecasts takes 1040")
        .contains("max.message.bytes");
  }

  @Test
  void anEventTooLargeHasItsTextsShortened() {
    ModelAnnouncement announced =
        new ModelAnnouncement("m".repeat(600_000), "v", "u".repeat(900), "0".repeat(64), 1);
    ModelEvent event = ModelEvent.refused(announced, "w", "load-failed", "no", 2, 0, 1);
    ProducerRecord<byte[], byte[]> record =
        new ModelEventRecords(TopicLimit.known("events", 1 << 20)).serialize(event, new Sink(), 0L);
    assertThat(record).isNotNull();
    if (record != null) {
      assertThat(record.key()).hasSize(259);
      assertThat(record.value().length).isLessThan(2000);
    }
  }

  private ProducerRecord<byte[], byte[]> serialize(Forecast forecast) {
    records.open(new Opening(), new Sink());
    return records.serialize(forecast, new Sink(), 0L);
  }

  private static String text(@Nullable Header header) {
    assertThat(header).isNotNull();
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static Forecast forecast(int levels, int horizon) {
    float[] quantiles = new float[levels * horizon];
    Arrays.fill(quantiles, 1);
    double[] shares =
        IntStream.rangeClosed(1, levels).mapToDouble(i -> i / (levels + 1.0)).toArray();
    return Forecast.ofQuantiles("s", 1, 2, "m", "v", 3, Forecast.Status.READY, shares, quantiles);
  }

  private static final class Opening implements SerializationSchema.InitializationContext {
    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup();
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      return SimpleUserCodeClassLoader.create(Opening.class.getClassLoader());
    }
  }

  private static final class Sink implements KafkaRecordSerializationSchema.KafkaSinkContext {
    @Override
    public int getParallelInstanceId() {
      return 0;
    }

    @Override
    public int getNumberOfParallelInstances() {
      return 1;
    }

    @Override
    public int[] getPartitionsForTopic(String topic) {
      return new int[] {0};
    }
  }
}
