package io.foreflow.cli.demo;

import io.foreflow.job.config.KafkaOptions;
import io.foreflow.options.Option;
import java.util.List;

/** The topics of the demo, under the default names of the job's options. */
record DemoTopics(String readings, String forecasts, String deadLetters, String late) {

  static DemoTopics ofJob() {
    return new DemoTopics(
        KafkaOptions.READINGS_TOPICS.defaultValue().orElseThrow().get(0),
        byDefault(KafkaOptions.FORECASTS_TOPIC),
        byDefault(KafkaOptions.DEAD_LETTERS_TOPIC),
        byDefault(KafkaOptions.LATE_TOPIC));
  }

  private static String byDefault(Option<String> option) {
    return option.defaultValue().orElseThrow();
  }

  List<String> all() {
    return List.of(readings, forecasts, deadLetters, late);
  }
}
