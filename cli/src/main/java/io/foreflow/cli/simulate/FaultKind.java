package io.foreflow.cli.simulate;

import java.util.Locale;

/** What can be wrong with the readings of a simulated series. */
public enum FaultKind {
  /** One reading far off. */
  SPIKE(1, 1, 5, 12),

  /** Some readings of 0. */
  DROPOUT(2, 6, 1, 1),

  /** All readings higher, or all lower, by the same amount. */
  LEVEL_SHIFT(48, 96, 4, 10),

  /** The last reading before the fault again and again. */
  STUCK(36, 72, 1, 1),

  /** Readings that scatter more. */
  VARIANCE(24, 48, 3, 6),

  /** The readings of some hours ago. */
  PHASE(24, 48, 1, 1);

  /** The longest fault of all kinds, in slots. */
  static final int LONGEST = 96;

  private final int shortest;
  private final int longest;
  private final double weakest;
  private final double strongest;

  FaultKind(int shortest, int longest, double weakest, double strongest) {
    this.shortest = shortest;
    this.longest = longest;
    this.weakest = weakest;
    this.strongest = strongest;
  }

  int shortest() {
    return shortest;
  }

  int longest() {
    return longest;
  }

  /** The least strength, in units of the series' noise. */
  double weakest() {
    return weakest;
  }

  /** The most strength, in units of the series' noise. */
  double strongest() {
    return strongest;
  }

  /** The name in files: {@code level-shift}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
