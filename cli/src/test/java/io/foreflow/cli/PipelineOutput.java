package io.foreflow.cli;

import io.foreflow.topic.ForecastDecoder;
import io.foreflow.topic.TopicReader;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.MalformedRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a pipeline has written to its topics. */
final class PipelineOutput {
  private static final Duration DEADLINE = Duration.ofMinutes(5);

  private PipelineOutput() {}

  /** The forecasts by series and cutoff, as soon as there are as many as expected. */
  static Map<String, Forecast> forecasts(String broker, int expected) {
    Map<String, Forecast> made = new HashMap<>();
    ForecastDecoder bytes = new ForecastDecoder();
    read(broker, "forecasts", expected, record -> keep(record, bytes, made));
    return made;
  }

  /** Why records were refused, as soon as there are as many as expected. */
  static List<String> reasons(String broker, int expected) {
    List<String> reasons = new ArrayList<>();
    read(broker, "dead-letters", expected, record -> reasons.add(reason(record)));
    return reasons;
  }

  private static void read(
      String broker, String topic, int expected, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    int[] read = {0};
    try (TopicReader reader = new TopicReader(broker, topic, TopicReader.From.BEGINNING)) {
      while ((read[0] < expected || !reader.isAtEnd()) && System.nanoTime() < deadline) {
        reader.poll(
            Duration.ofSeconds(1),
            record -> {
              read[0]++;
              each.accept(record);
            });
      }
    }
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

  private static String reason(ConsumerRecord<byte[], byte[]> record) {
    byte[] reason = record.headers().lastHeader("__foreflow.errors.reason").value();
    return new String(reason, StandardCharsets.UTF_8);
  }
}
