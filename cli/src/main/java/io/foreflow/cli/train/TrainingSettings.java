package io.foreflow.cli.train;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.options.InvalidConfigurationException;
import io.foreflow.options.Problems;
import io.foreflow.options.SettingSources;
import io.foreflow.trainer.Presets;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.loop.FitConfig;
import io.foreflow.trainer.synthetic.SyntheticKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The options that a person gave for a training. Flags take precedence over the file, and the file
 * over the preset.
 */
public final class TrainingSettings {

  private final SettingSources sources;

  private TrainingSettings(SettingSources sources) {
    this.sources = sources;
  }

  /** Joins the three sources. */
  public static TrainingSettings of(
      Optional<String> preset, Optional<Path> file, Map<String, String> flags) {
    return of(Optional.empty(), Optional.empty(), preset, file, flags);
  }

  /** Joins the three sources. What none of them gives is as in the start. */
  public static TrainingSettings of(
      Optional<TrainingStart> start,
      Optional<String> preset,
      Optional<Path> file,
      Map<String, String> flags) {
    return of(start, Optional.empty(), preset, file, flags);
  }

  /** Joins the three sources. What none gives is as in the start, or else suits the series. */
  static TrainingSettings of(
      Optional<TrainingStart> start,
      Optional<SyntheticKind> synthetic,
      Optional<String> preset,
      Optional<Path> file,
      Map<String, String> flags) {
    SettingSources sources = new SettingSources(TrainingConfig.OPTIONS);
    synthetic.ifPresent(kind -> sources.from("--synthetic " + kind.text(), kind.options()));
    start.ifPresent(from -> sources.from("the weights of " + from.place(), from.options()));
    preset
        .flatMap(Presets::byName)
        .ifPresent(found -> sources.from("preset " + found.name(), found.options()));
    file.ifPresent(sources::file);
    try {
      // A file that is not YAML is told before the history is looked at.
      sources.flags(flags).read(new Problems());
    } catch (InvalidConfigurationException e) {
      throw CommandFailure.usage(e.lines());
    }
    return new TrainingSettings(sources);
  }

  /** The texts given, by the options' names. */
  public Map<String, String> texts() {
    return sources.texts();
  }

  /** Whether the cadence is given, so that it need not be found in the history. */
  public boolean hasCadence() {
    return sources.has(FeatureConfig.CADENCE);
  }

  /** These settings with a cadence. */
  public TrainingSettings withCadence(Duration cadence) {
    return new TrainingSettings(
        sources.copy().from("history", Map.of(FeatureConfig.CADENCE.name(), cadence.toString())));
  }

  /** These settings with another number of steps, which the place has given. */
  public TrainingSettings withSteps(int steps, String place) {
    return new TrainingSettings(
        sources.copy().from(place, Map.of(FitConfig.STEPS.name(), "" + steps)));
  }

  /** The whole configuration; every problem of it in one failure. */
  public TrainingConfig build() {
    Problems problems = new Problems();
    try {
      return TrainingConfig.from(sources.read(problems), problems);
    } catch (InvalidConfigurationException e) {
      throw CommandFailure.usage(e.lines());
    }
  }
}
