package io.foreflow.cli.train;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.trainer.auto.Presets;
import io.foreflow.trainer.synthetic.SyntheticKind;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * The options that say where the options of a training come from, besides its flags. Mixed into
 * every command that trains.
 */
public final class TrainingConfigOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML file with options of the training, by the names of the flags.")
  private Optional<Path> config;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "Options for a kind of series instead of the kind that the readings look like:"
              + " ${COMPLETION-CANDIDATES}. They are described below.",
      completionCandidates = PresetNames.class)
  private Optional<String> preset;

  /**
   * The options of the training from all places.
   *
   * @param flags those given as flags, by name
   */
  public TrainingSettings settings(Map<String, String> flags) {
    return settings(flags, Optional.empty(), Optional.empty());
  }

  /** The options of a training that may start from earlier weights, or learn generated series. */
  TrainingSettings settings(
      Map<String, String> flags, Optional<TrainingStart> start, Optional<SyntheticKind> synthetic) {
    config.ifPresent(
        file ->
            ArgumentChecks.readable("--config", file, "It is YAML with options of the training."));
    preset.ifPresent(name -> ArgumentChecks.oneOf("--preset", name, names()));
    return TrainingSettings.of(start, synthetic, preset, config, flags);
  }

  private static List<String> names() {
    return Presets.all().stream().map(Presets.Preset::name).toList();
  }

  /** The names of the presets, as the help lists them. */
  public static final class PresetNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return names().iterator();
    }
  }
}
