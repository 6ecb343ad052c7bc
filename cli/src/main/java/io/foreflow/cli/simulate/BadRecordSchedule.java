package io.foreflow.cli.simulate;

/** Spreads a number of bad records evenly over a number of readings. */
final class BadRecordSchedule {

  /** Where the length of the run is not known: one bad record to so many readings. */
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

  /** Whether a bad record is due before the reading of this number; asking takes it. */
  boolean takeBefore(long reading) {
    if (injected < total && reading >= (injected + 1) * spacing) {
      injected++;
      return true;
    }
    return false;
  }

  /** How many are still owed; asking takes them. */
  int takeRest() {
    int rest = total - injected;
    injected = total;
    return rest;
  }
}
