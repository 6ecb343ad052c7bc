package io.foreflow.cli.demo;

import io.foreflow.topic.TopicReader;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that reads one topic from its beginning. */
final class OutputReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OutputReader.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration CLOSING = Duration.ofSeconds(5);
  private static final Duration DRAINING = Duration.ofSeconds(20);

  private final Thread thread;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private volatile boolean draining;
  private volatile boolean closed;

  /** Starts to read. The thread of this reader calls {@code each}. */
  OutputReader(
      String bootstrapServers, String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    thread = new Thread(() -> read(bootstrapServers, topic, each), "demo-reader-" + topic);
    thread.setDaemon(true);
    thread.start();
  }

  private void read(
      String bootstrapServers, String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    try (TopicReader reader =
        new TopicReader(bootstrapServers, topic, TopicReader.From.BEGINNING)) {
      while (!closed && !(draining && reader.isAtEnd())) {
        reader.poll(POLL, each);
      }
    } catch (RuntimeException e) {
      LOG.error("Cannot read topic {}", topic, e);
      failure.set(e);
    }
  }

  /** Throws the failure that ended the reading, if there is one. */
  void check() {
    Exception exception = failure.get();
    if (exception != null) {
      throw new IllegalStateException("a reader of the demo failed", exception);
    }
  }

  /**
   * Reads what the topic holds, and ends. To be called when nothing more is written.
   *
   * @throws IllegalStateException if that takes too long, or the reading failed
   */
  void drain() throws InterruptedException {
    draining = true;
    thread.join(DRAINING.toMillis());
    check();
    if (thread.isAlive()) {
      throw new IllegalStateException(
          thread.getName() + " did not reach the end of its topic in " + DRAINING);
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(CLOSING.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
