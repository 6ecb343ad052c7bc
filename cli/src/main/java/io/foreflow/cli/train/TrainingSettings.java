package io.foreflow.cli.train;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.history.SeriesHistory;
import io.foreflow.options.InvalidConfigurationException;
import io.foreflow.options.Problems;
import io.foreflow.options.SettingSources;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.auto.AutoOptions;
import io.foreflow.trainer.auto.Presets;
import io.foreflow.trainer.auto.Presets.Preset;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.loop.FitConfig;
import io.foreflow.trainer.synthetic.SyntheticKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options that a person gave for a training, and those chosen for the history. Flags take
 * precedence over the file, the file over the preset, and all of them over what is chosen.
 */
public final class TrainingSettings {

  private final SettingSources given;
  private final Optional<Preset> preset;
  private final boolean chooses;
  private final Optional<AutoOptions> chosen;

  private TrainingSettings(
      SettingSources given,
      Optional<Preset> preset,
      boolean chooses,
      Optional<AutoOptions> chosen) {
    this.given = given;
    this.preset = preset;
    this.chooses = chooses;
    this.chosen = chosen;
  }

  /** Joins the three sources. */
  public static TrainingSettings of(
      Optional<String> preset, Optional<Path> file, Map<String, String> flags) {
    return of(Optional.empty(), Optional.empty(), preset, file, flags);
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
    Optional<Preset> found = preset.flatMap(Presets::byName);
    found.ifPresent(named -> sources.from(place(named), named.asked()));
    file.ifPresent(sources::file);
    try {
      // A file that is not YAML is told before the history is looked at.
      sources.flags(flags).read(new Problems());
    } catch (InvalidConfigurationException e) {
      throw CommandFailure.usage(e.lines());
    }
    return new TrainingSettings(sources, found, synthetic.isEmpty(), Optional.empty());
  }

  private static String place(Preset preset) {
    return "preset " + preset.name();
  }

  /** All sources: what is given, then what is chosen or what the preset has for typical series. */
  private SettingSources all() {
    SettingSources all = given.copy();
    chosen.ifPresent(auto -> all.unlessGiven("chosen for the history", auto.options()));
    if (chosen.isEmpty()) {
      preset.ifPresent(named -> all.unlessGiven(place(named), named.options()));
    }
    return all;
  }

  /** The texts given and chosen, by the options' names. */
  public Map<String, String> texts() {
    return all().texts();
  }

  /** Whether the cadence is given, so that it need not be found in the history. */
  public boolean hasCadence() {
    return given.has(FeatureConfig.CADENCE);
  }

  /** What was chosen for a history; empty if nothing was. */
  public Optional<AutoOptions> chosen() {
    return chosen;
  }

  /** The preset that was asked for. */
  Optional<Preset> preset() {
    return preset;
  }

  /** These settings with a cadence. */
  public TrainingSettings withCadence(Duration cadence) {
    return with("history", Map.of(FeatureConfig.CADENCE.name(), cadence.toString()));
  }

  /** These settings with another number of steps, which the place has given. */
  public TrainingSettings withSteps(int steps, String place) {
    return with(place, Map.of(FitConfig.STEPS.name(), "" + steps));
  }

  private TrainingSettings with(String place, Map<String, String> texts) {
    return new TrainingSettings(given.copy().from(place, texts), preset, chooses, chosen);
  }

  /** These settings with options of a place that count where nobody has given others. */
  TrainingSettings unlessGiven(String place, Map<String, String> texts) {
    return new TrainingSettings(given.copy().unlessGiven(place, texts), preset, chooses, chosen);
  }

  /**
   * These settings with options chosen for histories, where nobody has given others. The options of
   * generated series suit them already.
   */
  TrainingSettings choosingFor(List<SeriesHistory> histories) {
    if (!chooses) {
      return this;
    }
    AutoOptions auto = AutoOptions.of(histories, build(), given.keys(), preset.map(Preset::kind));
    return new TrainingSettings(given, preset, true, Optional.of(auto));
  }

  /** The whole configuration; every problem of it in one failure. */
  public TrainingConfig build() {
    Problems problems = new Problems();
    try {
      return TrainingConfig.from(all().read(problems), problems);
    } catch (InvalidConfigurationException e) {
      throw CommandFailure.usage(e.lines());
    }
  }
}
