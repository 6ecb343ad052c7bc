package io.foreflow.cli.job;

import io.foreflow.topic.KafkaConnection;
import io.foreflow.topic.ModelEventReader;
import io.foreflow.topic.TopicReader;
import io.foreflow.wire.ModelEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports which models the tasks of a running job use or refuse. One thread uses it. */
final class ModelEventWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ModelEventWatch.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConnection connection;
  private final String topic;
  private final InstantSource clock;
  private final Consumer<String> out;
  private final Map<String, ModelAnswers> open = new LinkedHashMap<>();
  private TopicReader.From from = TopicReader.From.NOW;
  private @Nullable ModelEventReader reader;

  ModelEventWatch(
      KafkaConnection connection, String topic, InstantSource clock, Consumer<String> out) {
    this.connection = connection;
    this.topic = topic;
    this.clock = clock;
    this.out = out;
  }

  /** Reads the new events. If the topic does not exist yet, the next call looks for it again. */
  void look() {
    try {
      if (reader == null) {
        reader = new ModelEventReader(connection, topic, from);
      }
      int[] came = new int[1];
      reader.poll(
          POLL,
          event -> {
            came[0]++;
            add(event);
          });
      if (came[0] == 0) {
        // The rest may never answer: what is known by now is told.
        open.forEach(this::tell);
        open.clear();
      }
    } catch (UnknownTopicOrPartitionException e) {
      // The first event makes it, where brokers make topics: that event is told, too.
      from = TopicReader.From.BEGINNING;
    } catch (KafkaException e) {
      LOG.debug("No events of models from topic {}", topic, e);
    }
  }

  /**
   * Takes an event. The answers of all tasks become one line, because they mostly come together.
   */
  void add(ModelEvent event) {
    String model = event.model() + " " + event.version();
    ModelAnswers answers = open.computeIfAbsent(model, name -> new ModelAnswers());
    answers.add(event);
    if (answers.areAll()) {
      tell(model, answers);
      open.remove(model);
    }
  }

  private void tell(String model, ModelAnswers answers) {
    answers
        .lines()
        .forEach(
            line ->
                out.accept(JobWatch.line(clock.instant(), "Model " + model + ": " + line + ".")));
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
    }
  }
}
