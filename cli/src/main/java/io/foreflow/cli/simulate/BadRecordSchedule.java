package io.foreflow.cli.simulate;

/** Spreads a number of bad records evenly over a number of readings. */
final class BadRecordSchedule {

  /** The number of readings between bad records if the length of the run is not known. */
  private static final long SPACING = 100;

  private final int total;
  private final double spacing;
  private int injected;

  private BadRecordSchedule(int total, double spacing) {
    this.total = total;
    this.spacing = spacing;
  }

  static BadRecordSchedule over(int total, double expectedReadings) {
    return new BadRecordSchedule(total, expectedReadings / (total + 1));
  }

  static BadRecordSchedule endless(int total) {
    return new BadRecordSchedule(total, SPACING);
  }

  /** Takes a bad record if one is due before the reading of this number. */
  boolean takeBefore(long reading) {
    if (injected < total && reading >= (injected + 1) * spacing) {
      injected++;
      return true;
    }
    return false;
  }

  /** Takes all bad records that are left, and returns their number. */
  int takeRest() {
    int rest = total - injected;
    injected = total;
    return rest;
  }
}
