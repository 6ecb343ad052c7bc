package io.foreflow.trainer.option;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The values given for options. Mutable; not thread-safe. */
public final class Settings {

  private final Map<String, Object> values = new TreeMap<>();

  /** Gives a value; the last one given for an option counts. */
  public <T> Settings put(TrainingOption<T> option, T value) {
    values.put(option.name(), value);
    return this;
  }

  /** Gives a value as text. */
  public <T> void putText(TrainingOption<T> option, String text) {
    put(option, option.type().parse(text));
  }

  /** The value given, if there is one. */
  @SuppressWarnings("unchecked") // put() lets only a T in by the name of a TrainingOption<T>.
  public <T> Optional<T> given(TrainingOption<T> option) {
    return Optional.ofNullable((T) values.get(option.name()));
  }

  /** The value given, or the option's own default. */
  public <T> T get(TrainingOption<T> option) {
    return get(
        option,
        () ->
            option
                .usual()
                .orElseThrow(
                    () -> new IllegalStateException(option + " has no default of its own")));
  }

  /** The value given, or else this one. */
  public <T> T get(TrainingOption<T> option, Supplier<T> derived) {
    return given(option).orElseGet(derived);
  }

  /** All values in text, by the options' names. */
  public Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    values.forEach((name, value) -> texts.put(name, String.valueOf(value)));
    return texts;
  }
}
