package io.foreflow.trainer;

import io.foreflow.options.Option;
import io.foreflow.options.Problems;
import io.foreflow.options.Setting;
import io.foreflow.options.Settings;
import java.util.Map;

/** Collects the options of a training in a program. {@link #build} names every problem at once. */
public final class TrainingConfigBuilder {

  private final Settings settings = new Settings();
  private final Problems problems = new Problems();

  TrainingConfigBuilder() {}

  /** Sets the value of an option. The last value counts. */
  public <T> TrainingConfigBuilder set(Option<T> option, T value) {
    settings.put(option, value);
    return this;
  }

  /** Sets the values of options as texts, by name. */
  public TrainingConfigBuilder set(Map<String, String> texts) {
    texts.forEach(this::set);
    return this;
  }

  /** Sets the value of one option as text. */
  public TrainingConfigBuilder set(String name, String text) {
    settings.read(TrainingConfig.OPTIONS, name, new Setting(text, ""), problems);
    return this;
  }

  /**
   * Makes the configuration.
   *
   * @throws io.foreflow.options.InvalidConfigurationException naming every problem
   */
  public TrainingConfig build() {
    return TrainingConfig.from(settings, problems);
  }
}
