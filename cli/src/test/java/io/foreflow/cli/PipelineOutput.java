package io.foreflow.cli;

import io.foreflow.topic.ForecastDecoder;
import io.foreflow.topic.TopicReader;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.MalformedRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a pipeline has written to its topics. */
final class PipelineOutput {
  /** Seconds that a test waits for records. */
  static final int POLLS = 30;

  private PipelineOutput() {}

  /** The forecasts by series and cutoff, as soon as there are as many as expected. */
  static Map<String, Forecast> forecasts(String broker, int expected) {
    Map<String, Forecast> made = new HashMap<>();
    ForecastDecoder bytes = new ForecastDecoder();
    try (TopicReader reader = new TopicReader(broker, "forecasts", TopicReader.From.BEGINNING)) {
      for (int poll = 0; poll < POLLS && made.size() < expected; poll++) {
        reader.poll(Duration.ofSeconds(1), record -> keep(record, bytes, made));
      }
    }
    return made;
  }

  private static void keep(
      ConsumerRecord<byte[], byte[]> record, ForecastDecoder bytes, Map<String, Forecast> made) {
    try {
      Forecast forecast = bytes.decode(record.value());
      made.put(forecast.series() + forecast.cutoff(), forecast);
    } catch (MalformedRecordException e) {
      throw new AssertionError(e);
    }
  }

  /** Why a record was refused. */
  static String reason(ConsumerRecord<byte[], byte[]> record) {
    byte[] reason = record.headers().lastHeader("__foreflow.errors.reason").value();
    return new String(reason, StandardCharsets.UTF_8);
  }
}
