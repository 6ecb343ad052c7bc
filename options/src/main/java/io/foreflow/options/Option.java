package io.foreflow.options;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a person can configure. Everything known about it is here. {@link OptionGroup}
 * makes it.
 *
 * @param name in YAML, in flags and in a manifest, such as {@code learning-rate}
 * @param type kind of value
 * @param rule which values of the type are allowed
 * @param defaultValue the value where none is given; empty where it follows from other options
 * @param defaultText the default as a person writes it, or in words; null where there is none
 * @param isRequired whether a configuration without it is refused
 * @param help one or two sentences
 */
public record Option<T>(
    String name,
    ValueType<T> type,
    Rule<T> rule,
    Optional<T> defaultValue,
    @Nullable String defaultText,
    boolean isRequired,
    String help) {

  @Override
  public String toString() {
    return name;
  }
}
