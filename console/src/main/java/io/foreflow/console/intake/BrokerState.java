package io.foreflow.console.intake;

import io.foreflow.topic.BrokerWatch;
import io.foreflow.topic.KafkaConnection;
import java.time.Duration;
import java.time.InstantSource;

/** Whether a broker answers, and since when, or since when none does. */
public final class BrokerState implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final long PAUSE_MILLIS = 2000;

  private final KafkaConnection connection;
  private final InstantSource clock;
  private final Thread thread;
  private volatile Answer answer;

  /** Whether a broker answers, and since when in epoch milliseconds that is so. */
  public record Answer(boolean reachable, long since) {}

  BrokerState(KafkaConnection connection, InstantSource clock) {
    this.connection = connection;
    this.clock = clock;
    this.answer = new Answer(false, clock.millis());
    this.thread = new Thread(this::run, "console-broker");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  public Answer answer() {
    return answer;
  }

  private void run() {
    boolean[] gone = {false};
    try (BrokerWatch watch =
        new BrokerWatch(connection, PATIENCE, clock, (time, text) -> gone[0] = !gone[0])) {
      while (!Thread.currentThread().isInterrupted()) {
        watch.look();
        if (answer.reachable() == gone[0]) {
          answer = new Answer(!gone[0], clock.millis());
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
