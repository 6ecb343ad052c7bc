package io.foreflow.outcome;

/**
 * What one reading did to the episode of its series. An object is filled again for each reading.
 */
public final class AnomalyEpisode {

  /** What happened. */
  public enum Change {
    NOTHING,
    OPENED,
    WORSENED,
    CLOSED
  }

  /** What an episode is made of. */
  public enum Kind {
    /** Readings that the forecast made unlikely. */
    UNLIKELY,
    /** A sensor that sends the same reading again and again. */
    STUCK
  }

  private Change change = Change.NOTHING;
  private Kind kind = Kind.UNLIKELY;
  private boolean above;
  private long firstSlot;
  private long lastSlot;
  private double probability;
  private double smallestProbability;

  /** What the reading did. */
  public Change change() {
    return change;
  }

  /** What the episode is made of. */
  public Kind kind() {
    return kind;
  }

  /** Whether the episode's most unlikely reading lies above what was forecast. */
  public boolean above() {
    return above;
  }

  /** The slot of the episode's first reading. */
  public long firstSlot() {
    return firstSlot;
  }

  /** The slot of the last reading that belongs to the episode. */
  public long lastSlot() {
    return lastSlot;
  }

  /** How likely a reading so far out was by the forecast; 1 for one in the band. */
  public double probability() {
    return probability;
  }

  /** The same of the most unlikely reading of the episode. */
  public double smallestProbability() {
    return smallestProbability;
  }

  void clear() {
    change = Change.NOTHING;
    probability = 1;
  }

  void setProbability(double probability) {
    this.probability = probability;
  }

  void set(
      Change change,
      Kind kind,
      boolean above,
      long firstSlot,
      long lastSlot,
      double smallestProbability) {
    this.change = change;
    this.kind = kind;
    this.above = above;
    this.firstSlot = firstSlot;
    this.lastSlot = lastSlot;
    this.smallestProbability = smallestProbability;
  }
}
