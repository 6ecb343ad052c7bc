package io.foreflow.options;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The given values of options, each with the place where it was given. Not thread-safe. */
public final class Settings {
  private final Map<String, Setting> given = new TreeMap<>();
  private final Map<String, Object> values = new TreeMap<>();
  private final Set<String> refused = new HashSet<>();

  /** Sets the value of an option. The last value counts. */
  public <T> Settings put(Option<T> option, T value) {
    values.put(option.name(), value);
    return this;
  }

  /**
   * Reads a value from its text. Adds a problem if the key is unknown or the text has another type.
   */
  public void read(OptionSet options, String key, Setting setting, Problems problems) {
    given.put(key, setting);
    Optional<ValueType<?>> type = options.typeOf(key);
    if (type.isPresent()) {
      read(options, key, type.get(), setting, problems);
    } else if (!options.isPassedOn(key)) {
      problems.add(options.unknown(key, setting));
    }
  }

  private void read(
      OptionSet options, String key, ValueType<?> type, Setting setting, Problems problems) {
    try {
      values.put(key, type.parse(setting.value()));
      refused.remove(key);
    } catch (IllegalArgumentException e) {
      refused.add(key);
      problems.add(options.refused(key, setting, type));
    }
  }

  /** The given value. */
  @SuppressWarnings("unchecked") // Only a T is put under the name of an Option<T>.
  public <T> Optional<T> given(Option<T> option) {
    return Optional.ofNullable((T) values.get(option.name()));
  }

  /**
   * The given value or the default. Empty if there is neither, or if the given text was refused.
   */
  public <T> Optional<T> find(Option<T> option) {
    return isRefused(option) ? Optional.empty() : given(option).or(option::defaultValue);
  }

  /** The given value or the default. Throws an exception if there is neither. */
  public <T> T get(Option<T> option) {
    return get(
        option,
        () ->
            option
                .defaultValue()
                .orElseThrow(() -> new IllegalStateException(option + " has no value")));
  }

  /** The given value, or the derived one if none was given. */
  public <T> T get(Option<T> option, Supplier<T> derived) {
    return given(option).orElseGet(derived);
  }

  /**
   * The value given, or else the derived one. Also the derived one if the deciding option was
   * refused.
   */
  public <T> T get(Option<T> option, Option<?> decidedBy, Supplier<T> derived) {
    return isRefused(decidedBy) ? derived.get() : get(option, derived);
  }

  /** Whether a text was given that is no value of the option. */
  public boolean isRefused(Option<?> option) {
    return refused.contains(option.name());
  }

  /** The values of an option that can be given many times, by the user's names. */
  @SuppressWarnings("unchecked") // Only a T is put under a key of a NamedOption<T>.
  public <T> Map<String, T> named(NamedOption<T> option) {
    Map<String, T> named = new TreeMap<>();
    values.forEach(
        (key, value) -> option.nameIn(key).ifPresent(name -> named.put(name, (T) value)));
    return named;
  }

  /** The settings that begin with {@code prefix}. Their keys are without the prefix. */
  public Map<String, String> passedOn(String prefix) {
    Map<String, String> result = new TreeMap<>();
    given.forEach(
        (key, setting) -> {
          if (key.startsWith(prefix)) {
            result.put(key.substring(prefix.length()), setting.value());
          }
        });
    return result;
  }

  /** The texts of the given settings, by key. */
  public Map<String, Setting> texts() {
    return new TreeMap<>(given);
  }

  /** All values as texts, by the options' names. */
  public Map<String, String> written() {
    Map<String, String> written = new TreeMap<>();
    values.forEach((name, value) -> written.put(name, text(value)));
    return written;
  }

  private static String text(Object value) {
    return value instanceof Choice choice ? choice.text() : String.valueOf(value);
  }

  /** A problem with the place where its key was given. */
  public Problem placed(Problem problem) {
    Setting setting = given.get(problem.key());
    return setting == null || !problem.place().isEmpty() ? problem : problem.at(setting.place());
  }

  /** A problem with an option's value. It shows the value and the place where it was given. */
  public Problem problem(Option<?> option, String text) {
    return given.containsKey(option.name())
        ? problem(option.name(), text)
        : new Problem(option.name(), "\"" + option.defaultText() + "\" " + text).at("default");
  }

  /** A problem with a setting. It shows the value if the setting was given. */
  public Problem problem(String key, String text) {
    Setting setting = given.get(key);
    return setting == null
        ? new Problem(key, text)
        : new Problem(key, Secrets.shown(key, setting.value()) + " " + text).at(setting.place());
  }

  /** The given settings, with stars in the place of secrets. */
  @Override
  public String toString() {
    Map<String, String> shown = new TreeMap<>();
    given.forEach((key, setting) -> shown.put(key, Secrets.shown(key, setting.value())));
    return shown.toString();
  }
}
