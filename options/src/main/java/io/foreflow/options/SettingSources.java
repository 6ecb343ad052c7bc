package io.foreflow.options;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Settings from every place that can hold them. A later place takes precedence over an earlier one.
 * The problems of all places are kept until the settings are read, so that they are reported
 * together.
 */
public final class SettingSources {
  private final OptionSet options;
  private final Map<String, Setting> settings = new LinkedHashMap<>();
  private final Problems problems = new Problems();
  private boolean isWhole = true;

  public SettingSources(OptionSet options) {
    this.options = options;
  }

  /** Adds the settings of a YAML file. */
  public SettingSources file(Path file) {
    YamlSettings yaml = YamlSettings.of(file);
    problems.addAll(yaml.problems());
    isWhole &= yaml.isReadable();
    return add(yaml.settings());
  }

  /** Adds the settings from environment variables that begin with FOREFLOW_. */
  public SettingSources environment(Map<String, String> variables) {
    return add(new EnvironmentSettings(options).read(variables, problems));
  }

  /** Adds settings given as {@code -Dkey=value}. */
  public SettingSources commandLine(Map<String, String> overrides) {
    return texts(overrides, "-D", true);
  }

  /** Adds settings given as {@code --key value}. */
  public SettingSources flags(Map<String, String> flags) {
    return texts(flags, "--", true);
  }

  /** Adds settings that are all from one place. */
  public SettingSources from(String place, Map<String, String> texts) {
    return texts(texts, place, false);
  }

  /** Adds settings that are all from one place, where no place before has given them. */
  public SettingSources unlessGiven(String place, Map<String, String> texts) {
    texts.forEach((key, value) -> settings.putIfAbsent(key, new Setting(value, place)));
    return this;
  }

  /** The keys of all settings. */
  public Set<String> keys() {
    return Set.copyOf(settings.keySet());
  }

  private SettingSources texts(Map<String, String> texts, String place, boolean withKey) {
    Map<String, Setting> placed = new LinkedHashMap<>();
    texts.forEach(
        (key, value) -> placed.put(key, new Setting(value, withKey ? place + key : place)));
    return add(placed);
  }

  /** Adds problems that were found while settings were collected. */
  public SettingSources problems(List<Problem> more) {
    problems.addAll(more);
    return this;
  }

  private SettingSources add(Map<String, Setting> source) {
    settings.putAll(SecretFiles.resolved(options, source, problems));
    return this;
  }

  /** A copy of these sources. Settings added to the copy do not change the original. */
  public SettingSources copy() {
    SettingSources copy = new SettingSources(options);
    copy.settings.putAll(settings);
    copy.problems.addAll(problems.all());
    copy.isWhole = isWhole;
    return copy;
  }

  /** The texts of all settings, by key. */
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    settings.forEach((key, setting) -> texts.put(key, setting.value()));
    return texts;
  }

  /** Whether a setting was given. */
  public boolean has(Option<?> option) {
    return settings.containsKey(option.name());
  }

  /**
   * Reads all settings into typed values. Problems are added to {@code found}.
   *
   * @throws InvalidConfigurationException if a file could not be read to its end; the rest of the
   *     file is unknown, so no option is reported as missing
   */
  public Settings read(Problems found) {
    found.addAll(problems.all());
    if (!isWhole) {
      throw new InvalidConfigurationException(found.all());
    }
    Settings read = new Settings();
    for (Option<?> option : options.options()) {
      Setting setting = settings.get(option.name());
      if (setting != null) {
        read.read(options, option.name(), setting, found);
      } else if (option.isRequired() && !isKnownToBeWrong(option, found)) {
        found.add(
            new Problem(
                option.name(),
                "is missing; set it to " + option.type().name() + ". " + option.help()));
      }
    }
    settings.forEach(
        (key, setting) -> {
          if (options.byName(key).isEmpty()) {
            read.read(options, key, setting, found);
          }
        });
    return read;
  }

  private static boolean isKnownToBeWrong(Option<?> option, Problems found) {
    return found.all().stream().anyMatch(problem -> problem.key().equals(option.name()));
  }
}
