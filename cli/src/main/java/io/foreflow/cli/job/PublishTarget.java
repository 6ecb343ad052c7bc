package io.foreflow.cli.job;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.kafka.PipelineConnection;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.job.config.ModelOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.topic.KafkaConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The topics for an announcement and for the answers.
 *
 * @param connection the brokers
 * @param topic for the announcement
 * @param events for the answers; empty takes the default topic, if it exists
 * @param patience how long to wait for the tasks' answers
 */
public record PublishTarget(
    KafkaConnection connection, String topic, Optional<String> events, Duration patience) {

  /** The topics of a pipeline. */
  public static PublishTarget of(Path config, Duration patience) {
    return of(config, Optional.empty(), Optional.empty(), Optional.empty(), patience);
  }

  /** The topics of a pipeline, with those that are given in place of its own. */
  static PublishTarget of(
      Path config,
      Optional<String> bootstrapServers,
      Optional<String> topic,
      Optional<String> events,
      Duration patience) {
    ArgumentChecks.readable("--config", config, "It is YAML with a pipeline's options.");
    PipelineConfig pipeline = PipelineFile.load(Optional.of(config), Map.of());
    KafkaConnection own = PipelineConnection.of(pipeline);
    return new PublishTarget(
        bootstrapServers.map(own::at).orElse(own),
        topic
            .or(() -> pipeline.find(ModelOptions.MODELS_TOPIC))
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        config
                            + " has no topics.models, so its job reads no announcements. Set it"
                            + " there, or give --topic")),
        events.or(() -> pipeline.find(ModelOptions.EVENTS_TOPIC)),
        patience);
  }
}
