package io.foreflow.job.cluster;

import io.foreflow.flink.Polling;
import io.foreflow.job.kafka.TestTopics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * Compares what two pipelines have written, byte by byte. The names of their topics begin with
 * their own.
 */
record SameRecords(TestTopics topics, String first, String second) {

  /**
   * The values of both topics, once they are the same. Sinks commit one after the other, so they
   * may be so a little later than the forecasts.
   */
  List<String> await(String topic) throws Exception {
    return Polling.await(
        "equal " + topic,
        () -> values(first + '.' + topic),
        values -> !values.isEmpty() && values.equals(values(second + '.' + topic)));
  }

  private List<String> values(String topic) {
    List<String> values = new ArrayList<>();
    topics.readAll(topic, record -> values.add(HexFormat.of().formatHex(record.value())));
    Collections.sort(values);
    return values;
  }
}
