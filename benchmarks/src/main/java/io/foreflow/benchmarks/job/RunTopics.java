package io.foreflow.benchmarks.job;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The output topics of one application, deleted on close. */
record RunTopics(Broker broker, String name) implements AutoCloseable {

  static RunTopics create(Broker broker, String name) throws Exception {
    RunTopics topics = new RunTopics(broker, name);
    broker.createTopics(topics.all(), Map.of());
    return topics;
  }

  String forecasts() {
    return name + ".forecasts";
  }

  String deadLetters() {
    return name + ".dead-letters";
  }

  String late() {
    return name + ".late";
  }

  String scores() {
    return name + ".scores";
  }

  String anomalies() {
    return name + ".anomalies";
  }

  private List<String> all() {
    return List.of(forecasts(), deadLetters(), late(), scores(), anomalies());
  }

  /** Throws if the application has rejected a record, because no bad record was sent. */
  void requireNothingPutAside() throws IOException {
    long aside = broker.committed(deadLetters()) + broker.committed(late());
    if (aside > 0) {
      throw new IllegalStateException(
          "%d records were put aside as dead letters or late readings, 0 are allowed"
              .formatted(aside));
    }
  }

  @Override
  public void close() throws IOException {
    broker.deleteTopics(all());
  }
}
