package io.foreflow.benchmarks.job;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends readings on a schedule: those of all series for one slot, then for the next. Reading {@code
 * n} belongs to series {@code n} modulo their number.
 */
final class LiveLoad {
  private static final long SHORTEST_SLEEP_MICROS = 1000;

  private final BenchReadings readings;
  private final int firstSlot;
  private final LoadSchedule schedule;
  private final long[] appended;

  LiveLoad(BenchReadings readings, int firstSlot, LoadSchedule schedule) {
    this.readings = readings;
    this.firstSlot = firstSlot;
    this.schedule = schedule;
    this.appended = new long[schedule.readings()];
  }

  /**
   * Sends all readings, and returns the times when the broker appended them, on the schedule's
   * clock.
   */
  long[] send(Broker broker) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int number = 0; number < schedule.readings(); number++) {
        awaitDue(number);
        int reading = number;
        var unused =
            producer.send(
                readings.reading(
                    number % readings.series(), firstSlot + number / readings.series()),
                (metadata, failure) -> {
                  if (failure == null) {
                    appended[reading] = schedule.at(metadata.timestamp());
                  }
                });
      }
    }
    return appended; // Closing the producer waited for the last answer.
  }

  /**
   * Sleeps for at least a millisecond, so that all readings that became due meanwhile are sent
   * together. Waking up for each reading would take more of the machine than the job does.
   */
  private void awaitDue(int number) {
    long early = schedule.due(number) - schedule.now();
    while (early > 0) {
      LockSupport.parkNanos(Math.max(early, SHORTEST_SLEEP_MICROS) * 1000);
      early = schedule.due(number) - schedule.now();
    }
  }
}
