package io.foreflow.cli.job;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.options.InvalidConfigurationException;
import io.foreflow.options.SettingSources;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads the options of a pipeline from its file, the environment and the command line. */
public final class PipelineFile {

  private PipelineFile() {}

  /**
   * Reads and checks them.
   *
   * @throws CommandFailure with everything that is wrong with them
   */
  public static PipelineConfig load(Optional<Path> file, Map<String, String> overrides) {
    try {
      SettingSources sources = PipelineConfig.sources();
      file.ifPresent(sources::file);
      return PipelineConfig.of(sources.environment(System.getenv()).commandLine(overrides));
    } catch (InvalidConfigurationException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }
}
