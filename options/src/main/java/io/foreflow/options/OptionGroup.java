package io.foreflow.options;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Options that belong together, in the order of their declarations. A class makes its group, then
 * its options with it, all as constants; afterwards nothing changes.
 */
public final class OptionGroup {
  private final String title;
  private final List<Option<?>> options = new ArrayList<>();
  private final List<NamedOption<?>> named = new ArrayList<>();

  /**
   * @param title what the options are about, the heading of the reference page
   */
  public OptionGroup(String title) {
    this.title = title;
  }

  /** An option that must be given. */
  public <T> Draft<T> required(String name, ValueType<T> type) {
    return new Draft<>(name, type, Rule.any(), Optional.empty(), null, true);
  }

  /** An option that need not be given and has no default. */
  public <T> Draft<T> optional(String name, ValueType<T> type) {
    return new Draft<>(name, type, Rule.any(), Optional.empty(), null, false);
  }

  /** An option whose type says all about its values. */
  public <T> Draft<T> option(String name, ValueType<T> type, String defaultText) {
    return option(name, type, Rule.any(), defaultText);
  }

  /**
   * An option with a rule for its values.
   *
   * @param defaultText the default as a person writes it
   */
  public <T> Draft<T> option(String name, ValueType<T> type, Rule<T> rule, String defaultText) {
    T value = type.parse(defaultText);
    if (!rule.holds().test(value)) {
      throw new IllegalArgumentException("The default of " + name + " must be " + rule.text());
    }
    return new Draft<>(name, type, rule, Optional.of(value), defaultText, false);
  }

  /**
   * An option whose default follows from other options.
   *
   * @param words how it follows
   */
  public <T> Draft<T> derived(String name, ValueType<T> type, Rule<T> rule, String words) {
    return new Draft<>(name, type, rule, Optional.empty(), words, false);
  }

  /** An option that may be given many times. */
  public <T> NamedOption<T> named(String prefix, String suffix, ValueType<T> type, String help) {
    NamedOption<T> option = new NamedOption<>(prefix, suffix, type, help);
    named.add(option);
    return option;
  }

  /** The heading. */
  public String title() {
    return title;
  }

  /** The options in the order of the reference page. */
  public List<Option<?>> options() {
    return Collections.unmodifiableList(options);
  }

  /** The options that may be given many times. */
  public List<NamedOption<?>> named() {
    return Collections.unmodifiableList(named);
  }

  /** An option without its help. */
  public final class Draft<T> {
    private final String name;
    private final ValueType<T> type;
    private final Rule<T> rule;
    private final Optional<T> value;
    private final @Nullable String text;
    private final boolean isRequired;

    private Draft(
        String name,
        ValueType<T> type,
        Rule<T> rule,
        Optional<T> value,
        @Nullable String text,
        boolean isRequired) {
      this.name = name;
      this.type = type;
      this.rule = rule;
      this.value = value;
      this.text = text;
      this.isRequired = isRequired;
    }

    /** The option, now in its group. */
    public Option<T> help(String help) {
      Option<T> option = new Option<>(name, type, rule, value, text, isRequired, help);
      options.add(option);
      return option;
    }
  }
}
