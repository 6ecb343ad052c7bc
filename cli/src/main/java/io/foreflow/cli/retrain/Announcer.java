package io.foreflow.cli.retrain;

import io.foreflow.cli.job.PublishRun;
import io.foreflow.cli.job.PublishTarget;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.job.config.ModelOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.store.StoredModel;
import io.foreflow.store.StoredVersion;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.wire.ModelAnnouncement;
import java.time.InstantSource;

/** Announces versions of the store to the running job. */
record Announcer(
    CommandOutput output,
    PipelineConfig config,
    KafkaConnection connection,
    InstantSource clock,
    String command) {

  /** Announces a version, and waits for the tasks. */
  PublishRun.Answer announce(StoredModel stored, StoredVersion version, String topic) {
    return new PublishRun(output, command)
        .run(
            new ModelAnnouncement(
                stored.name(),
                version.version(),
                stored.reference(version).uri(),
                version.sha256(),
                clock.millis()),
            new PublishTarget(
                connection,
                topic,
                config.find(ModelOptions.EVENTS_TOPIC),
                config.get(RetrainOptions.CONFIRM)));
  }
}
