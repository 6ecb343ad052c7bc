package io.foreflow.cli.demo;

import io.foreflow.job.config.KafkaOptions;
import io.foreflow.options.Option;
import java.util.List;

/** The topics of the demo, under the default names of the job's options where there is one. */
record DemoTopics(
    String readings,
    String forecasts,
    String deadLetters,
    String late,
    String scores,
    String anomalies) {

  static DemoTopics ofJob() {
    return new DemoTopics(
        KafkaOptions.READINGS_TOPICS.defaultValue().orElseThrow().get(0),
        byDefault(KafkaOptions.FORECASTS_TOPIC),
        byDefault(KafkaOptions.DEAD_LETTERS_TOPIC),
        byDefault(KafkaOptions.LATE_TOPIC),
        "scores",
        "anomalies");
  }

  private static String byDefault(Option<String> option) {
    return option.defaultValue().orElseThrow();
  }

  List<String> all() {
    return List.of(readings, forecasts, deadLetters, late, scores, anomalies);
  }
}
