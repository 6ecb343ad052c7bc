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
    STUCK,
    /** A series of which no reading comes any more. */
    SILENT
  }

  private Change change = Change.NOTHING;
  private Kind kind = Kind.UNLIKELY;
  private boolean above;
  private long firstSlot;
  private long lastSlot;
  private long peakSlot;
  private int readings;
  private double probability;
  private double smallestProbability;
  private boolean shielded;

  /** What the reading did. */
  public Change change() {
    return change;
  }

  /** What the episode is made of. */
  public Kind kind() {
    return kind;
  }

  /**
   * Whether the episode's most unlikely reading lies above what was forecast. It means nothing for
   * a stuck or a silent sensor.
   */
  public boolean above() {
    return above;
  }

  /** The slot of the episode's first reading; of a silence, the first slot without one. */
  public long firstSlot() {
    return firstSlot;
  }

  /** The slot of the last reading that belongs to the episode; of a silence, its last slot. */
  public long lastSlot() {
    return lastSlot;
  }

  /** The slot of the most unlikely reading that was reported; the first one of another kind. */
  public long peakSlot() {
    return peakSlot;
  }

  /** How many readings belong to the episode so far: unlikely ones, or equal ones. */
  public int readings() {
    return readings;
  }

  /** How likely a reading so far out was by the forecast; 1 for one in the band. */
  public double probability() {
    return probability;
  }

  /**
   * The same of the most unlikely reading of the episode that was reported; NaN for another kind.
   */
  public double smallestProbability() {
    return smallestProbability;
  }

  /** Whether the rules keep the reading from the model: it is to be stepped as missing. */
  public boolean shielded() {
    return shielded;
  }

  void clear() {
    change = Change.NOTHING;
    probability = 1;
    shielded = false;
  }

  void setShielded(boolean shielded) {
    this.shielded = shielded;
  }

  void setProbability(double probability) {
    this.probability = probability;
  }

  /** Sets what happened to which kind of episode. */
  void set(Change change, Kind kind, boolean above) {
    this.change = change;
    this.kind = kind;
    this.above = above;
  }

  /** Sets where the episode lies. */
  void setSlots(long firstSlot, long lastSlot, long peakSlot) {
    this.firstSlot = firstSlot;
    this.lastSlot = lastSlot;
    this.peakSlot = peakSlot;
  }

  /** Sets what the episode holds. */
  void setContent(int readings, double smallestProbability) {
    this.readings = readings;
    this.smallestProbability = smallestProbability;
  }
}
