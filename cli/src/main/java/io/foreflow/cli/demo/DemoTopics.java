package io.foreflow.cli.demo;

import io.foreflow.broker.LocalBroker;
import io.foreflow.cli.kafka.KafkaCluster;
import io.foreflow.console.intake.PipelineTopics;
import io.foreflow.console.intake.TopicRole;
import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.ModelOptions;
import io.foreflow.options.Option;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The topics of the demo, under the default names of the job's options where there is one. */
record DemoTopics(
    String readings,
    String forecasts,
    String deadLetters,
    String late,
    String scores,
    String anomalies) {

  /** The topic of announced models. */
  static final String MODELS = "models";

  /** The topic of the job's answers to them. */
  static final String EVENTS = ModelOptions.EVENTS_TOPIC.defaultValue().orElseThrow();

  /** The roles of these two, for a console. */
  static final Map<TopicRole, List<String>> OF_MODELS =
      Map.of(TopicRole.MODELS, List.of(MODELS), TopicRole.EVENTS, List.of(EVENTS));

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

  /** The topics as the console reads them. Simulated time runs ahead of the clock's. */
  PipelineTopics forConsole() {
    return forConsole(Map.of());
  }

  /** The same with more topics. */
  PipelineTopics forConsole(Map<TopicRole, List<String>> more) {
    Map<TopicRole, List<String>> names = new EnumMap<>(TopicRole.class);
    names.put(TopicRole.READINGS, List.of(readings));
    names.put(TopicRole.FORECASTS, List.of(forecasts));
    names.put(TopicRole.DEAD_LETTERS, List.of(deadLetters));
    names.put(TopicRole.LATE_READINGS, List.of(late));
    names.put(TopicRole.SCORES, List.of(scores));
    names.put(TopicRole.ANOMALIES, List.of(anomalies));
    names.putAll(more);
    return new PipelineTopics(names, null, Duration.ofDays(36_500));
  }

  /** Creates the topics of announced models and of the job's answers. */
  void createOfModels(LocalBroker broker) {
    broker.createTopics(1, List.of(EVENTS));
    boolean unused = new KafkaCluster(broker.bootstrapServers()).createCompacted(MODELS);
  }

  List<String> all() {
    return List.of(readings, forecasts, deadLetters, late, scores, anomalies);
  }
}
