package io.foreflow.job.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An option that may be given many times, each time under a name of the user's: {@code
 * models.NAME.uri} is given as {@code models.prices.uri}.
 *
 * @param prefix what stands before the name, with its dot
 * @param suffix what stands after the name, with its dot
 * @param type what kind of value it holds, and which values it accepts
 * @param description one or two sentences for the reference page
 */
public record NamedOption<T>(String prefix, String suffix, ValueType<T> type, String description) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  /** The key as the reference page shows it. */
  public String key() {
    return prefix + "NAME" + suffix;
  }

  /** The name in {@code key}, if it is a key of this option. */
  public Optional<String> nameIn(String key) {
    int length = key.length() - prefix.length() - suffix.length();
    if (length < 1 || !key.startsWith(prefix) || !key.endsWith(suffix)) {
      return Optional.empty();
    }
    String name = key.substring(prefix.length(), prefix.length() + length);
    return NAME.matcher(name).matches() ? Optional.of(name) : Optional.empty();
  }
}
