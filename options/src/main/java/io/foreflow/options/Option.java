package io.foreflow.options;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a person can configure, with everything that is known about it.
 *
 * @param name name in YAML, in flags and in manifests, such as {@code learning-rate}
 * @param type kind of value
 * @param rule rule for the values that are allowed
 * @param defaultValue value if none is given; empty if it follows from other options
 * @param defaultText default as a person writes it, or in words; null if there is none
 * @param isRequired whether a configuration without this option is refused
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

  /** Creates an option that must be given. */
  public static <T> Draft<T> required(OptionGroup group, String name, ValueType<T> type) {
    return draft(group, name, type, Rule.any(), Optional.empty(), null, true);
  }

  /** Creates an option that has no default and may be left out. */
  public static <T> Draft<T> optional(OptionGroup group, String name, ValueType<T> type) {
    return draft(group, name, type, Rule.any(), Optional.empty(), null, false);
  }

  /** Creates an option that allows every value of its type. */
  public static <T> Draft<T> of(
      OptionGroup group, String name, ValueType<T> type, String defaultText) {
    return of(group, name, type, Rule.any(), defaultText);
  }

  /**
   * Creates an option with a rule for its values.
   *
   * @param defaultText the default as a person writes it
   */
  public static <T> Draft<T> of(
      OptionGroup group, String name, ValueType<T> type, Rule<T> rule, String defaultText) {
    T value = type.parse(defaultText);
    if (!rule.holds().test(value)) {
      throw new IllegalArgumentException("The default of " + name + " must be " + rule.text());
    }
    return draft(group, name, type, rule, Optional.of(value), defaultText, false);
  }

  /**
   * Creates an option whose default follows from other options.
   *
   * @param words how the default follows from them
   */
  public static <T> Draft<T> derived(
      OptionGroup group, String name, ValueType<T> type, Rule<T> rule, String words) {
    return draft(group, name, type, rule, Optional.empty(), words, false);
  }

  private static <T> Draft<T> draft(
      OptionGroup group,
      String name,
      ValueType<T> type,
      Rule<T> rule,
      Optional<T> value,
      @Nullable String text,
      boolean isRequired) {
    return help -> group.add(new Option<>(name, type, rule, value, text, isRequired, help));
  }

  /** An option that still needs its help text. */
  @FunctionalInterface
  public interface Draft<T> {

    /** Completes the option and adds it to its group. */
    Option<T> help(String help);
  }

  @Override
  public String toString() {
    return name;
  }
}
