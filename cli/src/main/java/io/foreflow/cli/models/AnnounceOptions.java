package io.foreflow.cli.models;

import io.foreflow.cli.job.PublishRun;
import io.foreflow.cli.job.PublishTarget;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.store.StoredModel;
import io.foreflow.store.StoredVersion;
import io.foreflow.wire.ModelAnnouncement;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether and where a new champion is announced to running jobs. */
final class AnnounceOptions {

  @Option(
      names = "--announce",
      description =
          "Announce the champion to the job of --config, as `foreflow publish` does, and wait for its"
              + " tasks.")
  private boolean announce;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The job's pipeline, as YAML, with the brokers, credentials and topics.")
  private Optional<Path> config;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "30s",
      description =
          "How long to wait for the answers of all tasks; 0s does not wait. Default: ${DEFAULT-VALUE}.")
  private Duration wait;

  /** The topics to announce on. Refuses half of the options, before anything is moved. */
  Optional<PublishTarget> target() {
    if (announce != config.isPresent()) {
      throw CommandFailure.usage(
          "--announce and --config go together: found %s alone"
              .formatted(announce ? "--announce" : "--config"));
    }
    return config.map(file -> PublishTarget.of(file, wait));
  }

  /** Announces the champion, if there is a target, and adds the answers to the fields. */
  static int announce(
      Optional<PublishTarget> target,
      StoredModel stored,
      StoredVersion champion,
      CommandOutput output,
      Map<String, Object> fields) {
    if (target.isEmpty()) {
      return ExitCodes.OK;
    }
    PublishRun.Answer answer =
        new PublishRun(output, "foreflow models")
            .run(
                new ModelAnnouncement(
                    stored.name(),
                    champion.version(),
                    stored.reference(champion).uri(),
                    champion.sha256(),
                    InstantSource.system().millis()),
                target.get());
    fields.put("announced", answer.fields());
    return answer.exitCode();
  }
}
