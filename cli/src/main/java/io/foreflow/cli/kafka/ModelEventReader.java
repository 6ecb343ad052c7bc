package io.foreflow.cli.kafka;

import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.ModelEvent;
import io.foreflow.wire.ModelEventJson;
import java.time.Duration;
import java.util.function.Consumer;

/** Reads what jobs say of announced models. One thread uses it. */
public final class ModelEventReader implements AutoCloseable {

  private final TopicReader reader;

  /** Begins there. */
  public ModelEventReader(KafkaConnection connection, String topic, TopicReader.From from) {
    this.reader = new TopicReader(connection, topic, from);
  }

  /** Hands on the events there are, waiting so long for a first one. */
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
