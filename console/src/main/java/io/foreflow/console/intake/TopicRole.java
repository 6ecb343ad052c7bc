package io.foreflow.console.intake;

import io.foreflow.console.memory.RecordKind;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a topic is for. */
public enum TopicRole {
  READINGS(RecordKind.READING),
  FORECASTS(RecordKind.FORECAST),
  /** Forecasts of a shadow model. */
  SHADOW_FORECASTS(RecordKind.SHADOW_FORECAST),
  SCORES(RecordKind.SCORE),
  ANOMALIES(RecordKind.ANOMALY),
  EVENTS(null),
  /** Announcements of models. */
  MODELS(null),
  DEAD_LETTERS(null),
  LATE_READINGS(RecordKind.LATE_READING);

  private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');
  private final @Nullable RecordKind kind;

  TopicRole(@Nullable RecordKind kind) {
    this.kind = kind;
  }

  /** The role of the topics with a kind of records. */
  public static TopicRole of(RecordKind kind) {
    for (TopicRole role : values()) {
      if (role.kind == kind) {
        return role;
      }
    }
    throw new IllegalStateException("no topic has " + kind);
  }

  /** The name in JSON. */
  public String code() {
    return code;
  }

  /** The kind of its records; empty if they are not of series. */
  public Optional<RecordKind> kind() {
    return Optional.ofNullable(kind);
  }
}
