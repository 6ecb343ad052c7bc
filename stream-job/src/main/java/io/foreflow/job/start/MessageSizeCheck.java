package io.foreflow.job.start;

import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.emit.TopicLimit;
import io.foreflow.options.Option;
import io.foreflow.options.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A check that topics take records as large as the job may write to them.
 *
 * @param longest the {@code max.message.bytes} of the pipeline's topics, as far as they can be read
 * @param ofProducer the largest record that the job's producers send
 */
record MessageSizeCheck(Map<String, Integer> longest, int ofProducer) {

  /** The problems of topics that don't even take the headers of a record that is put aside. */
  List<Problem> problems(PipelineConfig config, Map<String, Option<?>> written) {
    List<Problem> problems = new ArrayList<>();
    written.forEach(
        (topic, option) -> {
          int bytes = longest.getOrDefault(topic, TopicLimit.DEFAULT);
          if (bytes < TopicLimit.SMALL) {
            problems.add(
                config.problem(
                    option,
                    "names topic %s, which takes records of up to %d bytes; at least %d are needed: kafka-configs.sh --alter --topic %s --add-config max.message.bytes=%d"
                        .formatted(topic, bytes, TopicLimit.SMALL, topic, TopicLimit.DEFAULT)));
          }
        });
    if (ofProducer < TopicLimit.SMALL) {
      problems.add(
          new Problem(
              "kafka.max.request.size, kafka.buffer.memory",
              "let producers send records of up to %d bytes; at least %d are needed"
                  .formatted(ofProducer, TopicLimit.SMALL)));
    }
    return problems;
  }

  /** The warnings about topics that take smaller records than the readings' topics. */
  List<String> warnings(PipelineConfig config) {
    int ofReadings =
        config.get(KafkaOptions.READINGS_TOPICS).stream()
            .mapToInt(topic -> longest.getOrDefault(topic, 0))
            .max()
            .orElse(0);
    List<String> warnings = new ArrayList<>();
    for (Option<String> option :
        List.of(KafkaOptions.DEAD_LETTERS_TOPIC, KafkaOptions.LATE_TOPIC)) {
      int bytes = Math.min(ofProducer, longest.getOrDefault(config.get(option), ofReadings));
      if (bytes < ofReadings) {
        warnings.add(
            "%s: topic %s takes records of up to %d bytes, those of the readings up to %d: longer ones are cut there. To keep them whole, raise its max.message.bytes%s"
                .formatted(
                    option.name(),
                    config.get(option),
                    bytes,
                    ofReadings,
                    ofProducer < ofReadings
                        ? ", kafka.max.request.size and kafka.buffer.memory"
                        : ""));
      }
    }
    return warnings;
  }
}
