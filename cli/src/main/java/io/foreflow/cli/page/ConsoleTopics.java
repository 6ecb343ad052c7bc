package io.foreflow.cli.page;

import io.foreflow.console.intake.PipelineTopics;
import io.foreflow.console.intake.TopicRole;
import io.foreflow.job.ForecastJob;
import io.foreflow.job.config.AnomalyOptions;
import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.ModelOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.config.ScoreOptions;
import io.foreflow.job.config.TimeOptions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The topics that the console reads. */
public final class ConsoleTopics {

  private ConsoleTopics() {}

  /** The topics of a pipeline. Those that its job does not use are off. */
  public static PipelineTopics of(PipelineConfig config) {
    Map<TopicRole, List<String>> names = new EnumMap<>(TopicRole.class);
    List<String> used = ForecastJob.topics(config);
    names.put(TopicRole.READINGS, config.get(KafkaOptions.READINGS_TOPICS));
    names.put(TopicRole.FORECASTS, List.of(config.get(KafkaOptions.FORECASTS_TOPIC)));
    put(names, TopicRole.DEAD_LETTERS, config.find(KafkaOptions.DEAD_LETTERS_TOPIC), used);
    put(names, TopicRole.LATE_READINGS, config.find(KafkaOptions.LATE_TOPIC), used);
    put(names, TopicRole.SHADOW_FORECASTS, config.find(ModelOptions.SHADOW_TOPIC), used);
    put(names, TopicRole.SCORES, config.find(ScoreOptions.SCORES_TOPIC), used);
    put(names, TopicRole.ANOMALIES, config.find(AnomalyOptions.TOPIC), used);
    put(names, TopicRole.EVENTS, config.find(ModelOptions.EVENTS_TOPIC), used);
    put(names, TopicRole.MODELS, config.find(ModelOptions.MODELS_TOPIC), used);
    return new PipelineTopics(
        names, config.registry().orElse(null), config.get(TimeOptions.MAX_FUTURE));
  }

  private static void put(
      Map<TopicRole, List<String>> names,
      TopicRole role,
      Optional<String> topic,
      List<String> used) {
    topic.filter(used::contains).ifPresent(name -> names.put(role, List.of(name)));
  }
}
