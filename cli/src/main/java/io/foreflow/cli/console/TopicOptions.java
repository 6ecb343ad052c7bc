package io.foreflow.cli.console;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.console.intake.PipelineTopics;
import io.foreflow.console.intake.TopicRole;
import io.foreflow.wire.registry.RegistrySettings;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The names of the topics of a pipeline without a file. */
final class TopicOptions {

  /** Without a pipeline's options, nothing is known of how far ahead times may be. */
  private static final Duration ANY_FUTURE = Duration.ofDays(36_500);

  @Option(
      names = "--readings-topic",
      paramLabel = "NAME",
      description = "Topic of the readings. Default: readings.")
  private Optional<String> readings;

  @Option(
      names = "--forecasts-topic",
      paramLabel = "NAME",
      description = "Topic of the forecasts. Default: forecasts.")
  private Optional<String> forecasts;

  @Option(
      names = "--shadow-topic",
      paramLabel = "NAME",
      description = "Topic of the shadow model's forecasts. Default: none.")
  private Optional<String> shadow;

  @Option(
      names = "--scores-topic",
      paramLabel = "NAME",
      description = "Topic of the scores. Default: none.")
  private Optional<String> scores;

  @Option(
      names = "--anomalies-topic",
      paramLabel = "NAME",
      description = "Topic of the anomalies. Default: none.")
  private Optional<String> anomalies;

  @Option(
      names = "--events-topic",
      paramLabel = "NAME",
      description = "Topic of the events. Default: model-events.")
  private Optional<String> events;

  @Option(
      names = "--models-topic",
      paramLabel = "NAME",
      description = "Topic of the announcements of models. Default: none.")
  private Optional<String> models;

  @Option(
      names = "--dead-letters-topic",
      paramLabel = "NAME",
      description = "Topic of the dead letters. Default: dead-letters.")
  private Optional<String> deadLetters;

  @Option(
      names = "--late-topic",
      paramLabel = "NAME",
      description = "Topic of the late readings. Default: late-readings.")
  private Optional<String> late;

  private boolean areGiven() {
    return List.of(
            readings, forecasts, shadow, scores, anomalies, events, models, deadLetters, late)
        .stream()
        .anyMatch(Optional::isPresent);
  }

  /** Refuses names of topics beside a pipeline, which has its own. */
  void refuseBesidePipeline() {
    if (areGiven()) {
      throw CommandFailure.usage(
          "give the names of topics, or the pipeline with --config or -D; found both");
    }
  }

  PipelineTopics topics(@Nullable RegistrySettings registry) {
    Map<TopicRole, List<String>> names = new EnumMap<>(TopicRole.class);
    names.put(TopicRole.READINGS, List.of(readings.orElse("readings")));
    names.put(TopicRole.FORECASTS, List.of(forecasts.orElse("forecasts")));
    names.put(TopicRole.EVENTS, List.of(events.orElse("model-events")));
    names.put(TopicRole.DEAD_LETTERS, List.of(deadLetters.orElse("dead-letters")));
    names.put(TopicRole.LATE_READINGS, List.of(late.orElse("late-readings")));
    shadow.ifPresent(name -> names.put(TopicRole.SHADOW_FORECASTS, List.of(name)));
    scores.ifPresent(name -> names.put(TopicRole.SCORES, List.of(name)));
    anomalies.ifPresent(name -> names.put(TopicRole.ANOMALIES, List.of(name)));
    models.ifPresent(name -> names.put(TopicRole.MODELS, List.of(name)));
    return new PipelineTopics(names, registry, ANY_FUTURE);
  }
}
