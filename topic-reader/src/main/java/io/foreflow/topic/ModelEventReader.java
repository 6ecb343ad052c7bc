package io.foreflow.topic;

import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.ModelEvent;
import io.foreflow.wire.ModelEventJson;
import java.time.Duration;
import java.util.function.Consumer;

/** Reads the events with which jobs answer announcements of models. One thread uses it. */
public final class ModelEventReader implements AutoCloseable {

  private final TopicReader reader;

  /** Opens the topic at its beginning or its end. */
  public ModelEventReader(KafkaConnection connection, String topic, TopicReader.From from) {
    this.reader = new TopicReader(connection, topic, from);
  }

  /** Passes on the new events. It waits for the first one until the patience ends. */
  public void poll(Duration patience, Consumer<ModelEvent> each) {
    reader.poll(
        patience,
        record -> {
          try {
            each.accept(ModelEventJson.read(record.value()));
          } catch (MalformedRecordException e) {
            // Somebody else's record, or of a later release: no answer that is understood here.
          }
        });
  }

  @Override
  public void close() {
    reader.close();
  }
}
