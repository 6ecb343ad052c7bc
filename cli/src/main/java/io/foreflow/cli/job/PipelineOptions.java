package io.foreflow.cli.job;

import io.foreflow.cli.argument.ArgumentChecks;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A command's options that describe a pipeline: its file, and single settings. */
public final class PipelineOptions {

  @Option(names = "--config", paramLabel = "FILE", description = "The pipeline's options, as YAML.")
  private Optional<Path> config;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description = "One option of the pipeline. Overrides the file.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  /** The file, if one is given; it is checked to be readable. */
  public Optional<Path> file() {
    config.ifPresent(
        file -> ArgumentChecks.readable("--config", file, "It is YAML with a pipeline's options."));
    return config;
  }

  /** The settings given with {@code -D}, by name. */
  public Map<String, String> overrides() {
    return overrides;
  }

  /** Whether the command line describes a pipeline at all. */
  public boolean areGiven() {
    return config.isPresent() || !overrides.isEmpty();
  }
}
