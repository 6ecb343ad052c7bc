package io.foreflow.job.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Settings from every place that may hold some; a later place wins over the ones before. Whatever
 * is wrong with a place is kept until the settings are checked, so that all is said at once.
 */
public final class Sources {
  private final Map<String, Setting> settings = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private boolean whole = true;

  /** The settings of a YAML file. */
  public Sources file(Path file) {
    YamlSettings yaml = YamlSettings.of(file);
    problems.addAll(yaml.problems());
    whole &= yaml.readable();
    return add(yaml.settings());
  }

  /** The settings among environment variables, which are those that begin with FOREFLOW_. */
  public Sources environment(Map<String, String> variables) {
    return add(EnvironmentSettings.read(variables, problems));
  }

  /** Settings by their full keys. */
  public Sources commandLine(Map<String, String> overrides) {
    Map<String, Setting> placed = new LinkedHashMap<>();
    overrides.forEach((key, value) -> placed.put(key, new Setting(value, "-D" + key)));
    return add(placed);
  }

  /** What was wrong where settings were looked for. */
  public Sources problems(List<Problem> more) {
    problems.addAll(more);
    return this;
  }

  private Sources add(Map<String, Setting> source) {
    settings.putAll(SecretFiles.resolved(source, problems));
    return this;
  }

  /** All settings given. */
  public Map<String, Setting> settings() {
    return settings;
  }

  /** What the settings mean, if nothing is wrong with them or with where they come from. */
  public Map<String, Object> values() throws InvalidConfigurationException {
    if (!whole) {
      // What the rest of a broken file may say is not known: nothing is said to be missing.
      throw new InvalidConfigurationException(problems);
    }
    return SettingsCheck.values(settings, problems);
  }
}
