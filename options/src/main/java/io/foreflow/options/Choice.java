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

  /** The texts of all constants, in the order of the enum. */
  static <E extends Enum<E> & Choice> List<String> texts(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Choice::text).toList();
  }

  /** The constant that a text stands for; empty if there is none. */
  static <E extends Enum<E> & Choice> Optional<E> find(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.text().equals(text))
        .findFirst();
  }
}
