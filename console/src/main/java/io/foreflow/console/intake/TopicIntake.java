package io.foreflow.console.intake;

import io.foreflow.console.memory.Arrival;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.topic.RecentReader;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.registry.RegistryException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one topic in a thread of its own, until it is closed, whatever happens. */
final class TopicIntake implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TopicIntake.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long FIRST_WAIT_MILLIS = 250;
  private static final long LONGEST_WAIT_MILLIS = 5000;
  private static final long LOOK_MILLIS = 15_000;

  private final TopicRole role;
  private final String topic;
  private final KafkaConnection connection;
  private final RecordTaker taker;
  private final InstantSource clock;
  private final long most;
  private final Thread thread;
  private long since;
  private boolean live;

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile TopicStatus status;

  /**
   * @param since the oldest timestamp of records to read
   * @param most how many records that are there at the start are read at most
   */
  TopicIntake(
      TopicRole role,
      String topic,
      KafkaConnection connection,
      RecordTaker taker,
      InstantSource clock,
      long since,
      long most) {
    this.role = role;
    this.topic = topic;
    this.connection = connection;
    this.taker = taker;
    this.clock = clock;
    this.since = since;
    this.most = most;
    this.status = new TopicStatus(role, topic, TopicStatus.State.WAITING, 0, 0, 0, null);
    this.thread = new Thread(this::run, "console-" + topic);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  TopicStatus status() {
    return status;
  }

  private void run() {
    long wait = FIRST_WAIT_MILLIS;
    while (ended.getCount() > 0) {
      try (RecentReader reader = new RecentReader(connection, topic, since, most)) {
        wait = FIRST_WAIT_MILLIS;
        set(TopicStatus.State.READ, status.behind());
        read(reader);
      } catch (UnknownTopicOrPartitionException e) {
        set(TopicStatus.State.MISSING, 0);
      } catch (InterruptException e) {
        return;
      } catch (RuntimeException e) {
        // No broker, or one that refuses. The page says so; a log with a line each second wouldn't.
        LOG.debug("topic {} can't be read now", topic, e);
        set(TopicStatus.State.WAITING, status.behind());
      }
      if (!pause(wait)) {
        return;
      }
      wait = Math.min(LONGEST_WAIT_MILLIS, 2 * wait);
    }
  }

  private void read(RecentReader reader) {
    long look = clock.millis() + LOOK_MILLIS;
    while (ended.getCount() > 0) {
      reader.poll(POLL, this::take);
      live = live || reader.isAtEnd();
      set(TopicStatus.State.READ, reader.behind());
      long now = clock.millis();
      if (live) {
        since = now;
      }
      if (now >= look) {
        look = now + LOOK_MILLIS;
        if (!isThere(reader)) {
          // Made anew, it has other records.
          since = 0;
          throw new UnknownTopicOrPartitionException("topic " + topic + " is gone");
        }
      }
    }
  }

  /** Brokers that do not answer say nothing of the topic. */
  private static boolean isThere(RecentReader reader) {
    try {
      return reader.look();
    } catch (org.apache.kafka.common.errors.TimeoutException e) {
      return true;
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    Arrival arrival = new Arrival(record.topic(), record.partition(), record.timestamp(), live);
    boolean readable = record.value() != null;
    try {
      if (readable) {
        takeWithRegistry(record, arrival);
      }
    } catch (MalformedRecordException e) {
      readable = false;
    } catch (InterruptException e) {
      throw e;
    } catch (RuntimeException e) {
      // A record that breaks a decoder must not stop the others.
      LOG.warn("record {}-{}@{}", record.topic(), record.partition(), record.offset(), e);
      readable = false;
    }
    TopicStatus before = status;
    Long newest = before.newest();
    status =
        new TopicStatus(
            role,
            topic,
            before.state(),
            before.records() + 1,
            before.unreadable() + (readable ? 0 : 1),
            before.behind(),
            newest == null ? record.timestamp() : Math.max(newest, record.timestamp()));
  }

  /** Takes a record, and waits as long as the schema registry is away. */
  private void takeWithRegistry(ConsumerRecord<byte[], byte[]> record, Arrival arrival)
      throws MalformedRecordException {
    while (true) {
      try {
        taker.take(record, arrival);
        return;
      } catch (RegistryException e) {
        if (!pause(LONGEST_WAIT_MILLIS)) {
          return;
        }
      }
    }
  }

  private void set(TopicStatus.State state, long behind) {
    TopicStatus before = status;
    status =
        new TopicStatus(
            role, topic, state, before.records(), before.unreadable(), behind, before.newest());
  }

  private boolean pause(long millis) {
    try {
      return !ended.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    ended.countDown();
  }

  /**
   * Waits for the thread's end, which {@link #close} asks for. A thread that waits for a broker
   * takes longer, and holds nothing up: it is a daemon.
   */
  void join(long millis) throws InterruptedException {
    thread.join(millis);
  }
}
