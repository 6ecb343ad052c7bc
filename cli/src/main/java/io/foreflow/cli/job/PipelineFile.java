package io.foreflow.cli.job;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.options.InvalidConfigurationException;
import io.foreflow.options.Option;
import io.foreflow.options.SettingSources;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads the options of a pipeline from its file, the environment and the command line. */
public final class PipelineFile {

  private PipelineFile() {}

  /** Whether one of the three gives an option. Nothing is checked. */
  static boolean has(Option<?> option, Optional<Path> file, Map<String, String> overrides) {
    try {
      return sources(file, overrides).has(option);
    } catch (InvalidConfigurationException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  private static SettingSources sources(Optional<Path> file, Map<String, String> overrides) {
    SettingSources sources = PipelineConfig.sources();
    file.ifPresent(sources::file);
    return sources.environment(System.getenv()).commandLine(overrides);
  }

  /**
   * Reads and checks them.
   *
   * @throws CommandFailure with everything that is wrong with them
   */
  public static PipelineConfig load(Optional<Path> file, Map<String, String> overrides) {
    try {
      return PipelineConfig.of(sources(file, overrides));
    } catch (InvalidConfigurationException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }
}
