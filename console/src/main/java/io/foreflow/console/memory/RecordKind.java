package io.foreflow.console.memory;

/** The kinds of records that are kept of a series. */
public enum RecordKind {
  READING(0),
  FORECAST(1),
  /** A forecast of a shadow model. */
  SHADOW_FORECAST(2),
  SCORE(3),
  /** A change of an episode. */
  ANOMALY(4),
  LATE_READING(5);

  private final int place;

  RecordKind(int place) {
    this.place = place;
  }

  /** The place of the kind in an array with an entry for each of them. */
  int place() {
    return place;
  }
}
