package io.foreflow.cli.job;

import io.foreflow.cli.kafka.PipelineConnection;
import io.foreflow.job.config.ModelOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.topic.BrokerWatch;
import io.foreflow.topic.KafkaConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches the brokers and the models of a running job, on threads of its own. */
final class KafkaWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaWatch.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final List<Thread> threads = new ArrayList<>();

  KafkaWatch(PipelineConfig config, InstantSource clock, Consumer<String> out) {
    KafkaConnection connection = PipelineConnection.of(config);
    BrokerWatch brokers =
        new BrokerWatch(
            connection, PATIENCE, clock, (time, text) -> out.accept(JobWatch.line(time, text)));
    start("foreflow-watch-brokers", brokers::look, brokers);
    if (config.find(ModelOptions.MODELS_TOPIC).isPresent()) {
      ModelEventWatch events =
          new ModelEventWatch(connection, config.get(ModelOptions.EVENTS_TOPIC), clock, out);
      start("foreflow-watch-models", events::look, events);
    }
  }

  private void start(String name, Look look, AutoCloseable watch) {
    Thread thread = new Thread(() -> run(look, watch), name);
    thread.setDaemon(true);
    thread.start();
    threads.add(thread);
  }

  /** Looks again and again. A failure here ends only the watching, not the job. */
  private static void run(Look look, AutoCloseable watch) {
    try (watch) {
      while (!Thread.currentThread().isInterrupted()) {
        look.once();
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("{} has stopped watching", Thread.currentThread().getName(), e);
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }

  private interface Look {
    void once() throws InterruptedException;
  }
}
