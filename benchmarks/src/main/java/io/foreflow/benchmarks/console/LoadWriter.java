package io.foreflow.benchmarks.console;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes readings and forecasts on a schedule, one series after the other, until it is closed. A
 * writer that was held up catches up, so that the rate is that of the schedule.
 */
final class LoadWriter implements AutoCloseable {

  private static final long NANOS = 1_000_000_000;
  private static final long SHORTEST_SLEEP_NANOS = 1_000_000;

  private final ConsoleRecords records = new ConsoleRecords();
  private final AtomicLong written = new AtomicLong();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final KafkaProducer<byte[], byte[]> producer;
  private final int series;
  private final int rate;
  private final Thread thread = new Thread(this::write, "bench-load");
  private volatile boolean closed;

  private LoadWriter(String bootstrapServers, int series, int rate) {
    this.series = series;
    this.rate = rate;
    this.producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  static LoadWriter start(String bootstrapServers, ConsoleBenchOptions options) {
    LoadWriter writer = new LoadWriter(bootstrapServers, options.series(), options.rate());
    writer.thread.start();
    return writer;
  }

  /** How many readings and forecasts the broker has taken. */
  long written() {
    return written.get();
  }

  /** Throws if a record could not be written. */
  void requireRunning() {
    Exception found = failure.get();
    if (found != null) {
      throw new IllegalStateException("the load could not be written", found);
    }
  }

  private void write() {
    try {
      writeOnSchedule();
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  private void writeOnSchedule() {
    long began = System.nanoTime();
    for (long number = 0; !closed; number++) {
      long due = began + number * NANOS / rate;
      long early = due - System.nanoTime();
      while (early > 0 && !closed) {
        // All that became due meanwhile is sent together.
        LockSupport.parkNanos(Math.max(early, SHORTEST_SLEEP_NANOS));
        early = due - System.nanoTime();
      }
      send((int) (number % series), (int) (number / series));
    }
  }

  private void send(int number, int hour) {
    var unusedReading =
        producer.send(records.reading(number, hour), (metadata, problem) -> count(problem));
    var unusedForecast =
        producer.send(records.forecast(number, hour), (metadata, problem) -> count(problem));
  }

  private void count(@Nullable Exception problem) {
    if (problem == null) {
      var unused = written.incrementAndGet();
    } else {
      failure.compareAndSet(null, problem);
    }
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
    producer.close();
  }
}
