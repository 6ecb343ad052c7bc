package io.foreflow.console.intake;

import io.foreflow.wire.registry.RegistrySettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The topics of a pipeline.
 *
 * @param names by role; a role without a name is off
 * @param registry of Confluent's wire format; null for none
 * @param maxFuture how far ahead of its record a reading may be; the job refuses what is further
 */
public record PipelineTopics(
    Map<TopicRole, List<String>> names, @Nullable RegistrySettings registry, Duration maxFuture) {

  public PipelineTopics {
    names = Map.copyOf(names);
  }

  /** The names of the topics with a role; none if it is off. */
  public List<String> of(TopicRole role) {
    return names.getOrDefault(role, List.of());
  }
}
