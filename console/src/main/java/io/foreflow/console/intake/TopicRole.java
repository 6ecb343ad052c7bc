package io.foreflow.console.intake;

import java.util.Locale;

/** What a topic is for. */
public enum TopicRole {
  READINGS,
  FORECASTS,
  /** Forecasts of a shadow model. */
  SHADOW_FORECASTS,
  SCORES,
  ANOMALIES,
  EVENTS,
  /** Announcements of models. */
  MODELS,
  DEAD_LETTERS,
  LATE_READINGS;

  private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name in JSON. */
  public String code() {
    return code;
  }
}
