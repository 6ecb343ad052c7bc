package io.foreflow.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A name that moves from version to version of a model. */
public enum Alias {
  /** The version that is to step the series. */
  CHAMPION,
  /** The version that is compared with the champion. */
  CHALLENGER,
  /** The champion before the champion, to go back to. */
  PREVIOUS;

  /** The alias as it is written. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The alias that is written like this. */
  public static Optional<Alias> of(String text) {
    return Arrays.stream(values()).filter(alias -> alias.text().equals(text)).findFirst();
  }
}
