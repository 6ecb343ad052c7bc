package io.foreflow.options;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a person can configure. Everything known about it is here.
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

  /** An option that must be given. */
  public static <T> Draft<T> required(OptionGroup group, String name, ValueType<T> type) {
    return draft(group, name, type, Rule.any(), Optional.empty(), null, true);
  }

  /** An option that need not be given and has no default. */
  public static <T> Draft<T> optional(OptionGroup group, String name, ValueType<T> type) {
    return draft(group, name, type, Rule.any(), Optional.empty(), null, false);
  }

  /** An option whose type says all about its values. */
  public static <T> Draft<T> of(
      OptionGroup group, String name, ValueType<T> type, String defaultText) {
    return of(group, name, type, Rule.any(), defaultText);
  }

  /**
   * An option with a rule for its values.
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
   * An option whose default follows from other options.
   *
   * @param words how it follows
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

  /** An option that lacks its help. */
  @FunctionalInterface
  public interface Draft<T> {

    /** The option, now in its group. */
    Option<T> help(String help);
  }

  @Override
  public String toString() {
    return name;
  }
}
