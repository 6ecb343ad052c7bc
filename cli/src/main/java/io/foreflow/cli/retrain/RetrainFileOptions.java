package io.foreflow.cli.retrain;

import io.foreflow.cli.argument.ArgumentChecks;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** A command's options that describe a retraining: its file, and single settings. */
final class RetrainFileOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The options of the retraining, as YAML.")
  private Path file;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description = "One option of the retraining. Overrides the file.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  /** Checks that the file is readable. */
  void check() {
    ArgumentChecks.readable("--config", file, "It is YAML with a retraining's options.");
  }

  /** The settings given with {@code -D}, by name, as a copy. */
  Map<String, String> overrides() {
    return new LinkedHashMap<>(overrides);
  }

  /** The configuration with these settings in place of the file's. */
  RetrainConfig load(Map<String, String> given) {
    return RetrainConfig.load(file, given, System.getenv());
  }
}
