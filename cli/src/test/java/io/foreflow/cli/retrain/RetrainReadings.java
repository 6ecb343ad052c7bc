package io.foreflow.cli.retrain;

import io.foreflow.broker.LocalBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Readings that a small network learns within a second, and the options to do it. */
final class RetrainReadings {

  static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  static final int SERIES = 7;

  private RetrainReadings() {}

  /** Writes hourly readings with a daily cycle. */
  static void write(LocalBroker broker, String topic, int from, int to) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int series = 0; series < SERIES; series++) {
        for (int slot = from; slot < to; slot++) {
          String reading =
              String.format(
                  Locale.ROOT,
                  "{\"series\":\"s%d\",\"time\":\"%s\",\"value\":%.4f}",
                  series,
                  START.plus(Duration.ofHours(slot)),
                  value(series, slot));
          var unused =
              producer.send(
                  new ProducerRecord<>(
                      topic,
                      ("s" + series).getBytes(StandardCharsets.UTF_8),
                      reading.getBytes(StandardCharsets.UTF_8)));
        }
      }
    }
  }

  private static double value(int series, int slot) {
    double noise = new Random(31L * slot + series).nextGaussian();
    return 20 + series + 3 * Math.sin(2 * Math.PI * slot / 24) + 0.5 * noise;
  }

  /** The options of a retraining, without those of the store and the topics of the job. */
  static Path config(Path folder, LocalBroker broker, String more) throws IOException {
    return Files.writeString(
        folder.resolve("retrain.yaml"),
        """
        kafka.bootstrap.servers: %s
        format.readings: json
        held-out: 0.2
        train.model: sensors
        train.horizon: 4
        train.context: 24
        train.seasons: [24]
        train.hidden: 8
        %s
        """
            .formatted(broker.bootstrapServers(), more));
  }
}
