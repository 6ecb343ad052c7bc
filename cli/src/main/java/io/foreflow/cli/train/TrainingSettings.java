package io.foreflow.cli.train;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.options.InvalidConfigurationException;
import io.foreflow.options.YamlSettings;
import io.foreflow.trainer.Presets;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.features.FeatureConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The options that a person gave for a training, as texts by name: those of flags win over those of
 * a file, and both over a preset's.
 */
public final class TrainingSettings {

  private final Map<String, String> texts;

  private TrainingSettings(Map<String, String> texts) {
    this.texts = texts;
  }

  /** Joins the three. */
  public static TrainingSettings of(
      Optional<String> preset, Optional<Path> file, Map<String, String> flags) {
    Map<String, String> texts = new LinkedHashMap<>();
    preset.flatMap(Presets::byName).ifPresent(found -> texts.putAll(found.options()));
    file.ifPresent(path -> texts.putAll(read(path)));
    texts.putAll(flags);
    return new TrainingSettings(texts);
  }

  /** A YAML file as texts by their flat names. */
  public static Map<String, String> read(Path file) {
    Map<String, String> texts = new LinkedHashMap<>();
    try {
      YamlSettings.read(file).forEach((name, setting) -> texts.put(name, setting.value()));
    } catch (InvalidConfigurationException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
    return texts;
  }

  /** What was given. */
  public Map<String, String> texts() {
    return Collections.unmodifiableMap(texts);
  }

  /** Whether the cadence is given, so that it need not be found in the history. */
  public boolean hasCadence() {
    return texts.containsKey(FeatureConfig.CADENCE.name());
  }

  /** The same with a cadence. */
  public TrainingSettings withCadence(Duration cadence) {
    Map<String, String> more = new LinkedHashMap<>(texts);
    more.put(FeatureConfig.CADENCE.name(), cadence.toString());
    return new TrainingSettings(more);
  }

  /** The whole configuration; every problem of it in one failure. */
  public TrainingConfig build() {
    try {
      return TrainingConfig.builder().set(texts).build();
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }
}
