package io.foreflow.console.memory;

import java.util.Locale;

/** How far a series is. */
public enum SeriesStatus {
  /** It has readings and no forecast. */
  WAITING,
  /** Its newest forecast says that the model knows too little of it. */
  WARMING,
  /** Its newest forecast is to be relied on. */
  READY;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The name in JSON. */
  public String code() {
    return code;
  }
}
