package io.foreflow.console;

import io.foreflow.console.intake.PipelineTopics;
import io.foreflow.console.memory.MemoryLimits;
import io.foreflow.console.server.ServerSettings;
import io.foreflow.store.StoreLocation;
import io.foreflow.topic.KafkaConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What a console shows, and where.
 *
 * @param since how far back it begins to read
 * @param store whose decisions it shows
 * @param flink the web page of the Flink that runs the job, for what is in no topic
 * @param mcp whether it serves the Model Context Protocol too
 * @param release version of Foreflow
 */
public record ConsoleSettings(
    KafkaConnection connection,
    PipelineTopics topics,
    Duration since,
    MemoryLimits limits,
    ServerSettings server,
    Optional<StoreLocation> store,
    Optional<URI> flink,
    boolean mcp,
    String release) {

  /** How far back a console begins to read if nothing else is said. */
  public static final Duration USUAL_SINCE = Duration.ofHours(24);
}
