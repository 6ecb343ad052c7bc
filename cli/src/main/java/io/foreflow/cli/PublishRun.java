package io.foreflow.cli;

import io.foreflow.cli.kafka.Cluster;
import io.foreflow.cli.kafka.ModelPublisher;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.job.model.LoadLimits;
import io.foreflow.model.ModelRefusedException;
import io.foreflow.model.StepModel;
import io.foreflow.wire.ModelAnnouncement;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code foreflow publish} does. */
final class PublishRun {

  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(10);

  private final Announcer announcer;

  PublishRun(Announcer announcer) {
    this.announcer = announcer;
  }

  int run(Path file, URI uri, String bootstrapServers, String topic) {
    ModelAnnouncement announcement = announcement(file, uri);
    Cluster cluster = new Cluster(bootstrapServers, BROKER_PATIENCE);
    if (cluster.createCompacted(topic)) {
      announcer.say("Made the topic %s, compacted.".formatted(topic));
    }
    long offset = ModelPublisher.publish(bootstrapServers, topic, announcement);
    announcer.say(
        "Announced %s %s at %s, sha256 %s, on the topic %s."
            .formatted(
                announcement.model(),
                announcement.version(),
                announcement.uri(),
                announcement.sha256(),
                topic));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("model", announcement.model());
    result.put("version", announcement.version());
    result.put("uri", announcement.uri());
    result.put("sha256", announcement.sha256());
    result.put("topic", topic);
    result.put("offset", offset);
    announcer.result(result);
    return ExitCodes.OK;
  }

  private static ModelAnnouncement announcement(Path file, URI uri) {
    try (StepModel model = StepModel.open(file, LoadLimits.USUAL.step())) {
      return new ModelAnnouncement(
          model.manifest().model(),
          model.manifest().version(),
          uri.toString(),
          model.sha256(),
          InstantSource.system().millis());
    } catch (ModelRefusedException e) {
      throw CommandFailure.failed(file + ": " + e.getMessage());
    }
  }
}
