package io.foreflow.job.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing a pipeline can be told. Everything known about it stands here: the reader, the error
 * messages and the reference page all take it from this record.
 *
 * @param key the name in the file and on the command line
 * @param type what kind of value it holds, and which values it accepts
 * @param defaultText the value where none is given, as a user would write it; absent where there is
 *     none
 * @param required whether a pipeline without it is refused
 * @param description one or two sentences for the reference page
 */
public record Option<T>(
    String key,
    ValueType<T> type,
    @Nullable String defaultText,
    boolean required,
    String description) {

  public Option {
    if (defaultText != null) {
      try {
        type.parse(defaultText);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("The default of " + key + " is against its rule", e);
      }
    }
  }

  static <T> Option<T> required(String key, ValueType<T> type, String description) {
    return new Option<>(key, type, null, true, description);
  }

  static <T> Option<T> optional(String key, ValueType<T> type, String description) {
    return new Option<>(key, type, null, false, description);
  }

  static <T> Option<T> withDefault(
      String key, ValueType<T> type, String defaultText, String description) {
    return new Option<>(key, type, defaultText, false, description);
  }

  /** The value where none is given. */
  public Optional<T> defaultValue() {
    return Optional.ofNullable(defaultText).map(type::parse);
  }
}
