package io.foreflow.options;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A constant of an enum that people choose by a text in a configuration or a manifest. Existing
 * files hold these texts, so the texts must not change. The constants may be renamed.
 */
public interface Choice {

  /** The text that stands for this constant, such as {@code one-cycle}. */
  String text();

  /** Whether a text stands for this constant. */
  default boolean is(String other) {
    return text().equals(other);
  }

  /** The texts of all constants, in the order of the enum. */
  static <E extends Enum<E> & Choice> List<String> texts(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Choice::text).toList();
  }

  /** The constant that a text stands for; empty if there is none. */
  static <E extends Enum<E> & Choice> Optional<E> find(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants()).filter(constant -> constant.is(text)).findFirst();
  }

  /**
   * The constant that a text stands for.
   *
   * @param option name of the option whose value the text is, for the error
   * @throws IllegalArgumentException if no constant has this text
   */
  static <E extends Enum<E> & Choice> E named(Class<E> type, String option, String text) {
    return find(type, text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    option + " is \"" + text + "\", it must be one of " + texts(type)));
  }
}
