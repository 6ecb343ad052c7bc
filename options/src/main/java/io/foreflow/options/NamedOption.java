package io.foreflow.options;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An option that can be given many times, each time under a name that the user chooses. For
 * example, {@code models.NAME.uri} is given as {@code models.prices.uri}.
 *
 * @param prefix text before the name, with its dot
 * @param suffix text after the name, with its dot
 * @param type kind of value
 * @param help one or two sentences
 */
public record NamedOption<T>(String prefix, String suffix, ValueType<T> type, String help) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  /** Creates an option and adds it to a group. */
  public static <T> NamedOption<T> of(
      OptionGroup group, String prefix, String suffix, ValueType<T> type, String help) {
    return group.add(new NamedOption<>(prefix, suffix, type, help));
  }

  /** The option's name as the reference page shows it. */
  public String name() {
    return prefix + "NAME" + suffix;
  }

  /** The user's name in {@code key}. Empty if the key does not belong to this option. */
  public Optional<String> nameIn(String key) {
    int length = key.length() - prefix.length() - suffix.length();
    if (length < 1 || !key.startsWith(prefix) || !key.endsWith(suffix)) {
      return Optional.empty();
    }
    String name = key.substring(prefix.length(), prefix.length() + length);
    return NAME.matcher(name).matches() ? Optional.of(name) : Optional.empty();
  }
}
