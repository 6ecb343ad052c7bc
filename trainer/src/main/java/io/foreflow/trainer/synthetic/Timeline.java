package io.foreflow.trainer.synthetic;

/**
 * The slots of a series that is to be drawn, and the cycles of time around it.
 *
 * @param slots number of slots
 * @param season slots of the main cycle: a day, or a week of days
 * @param longSeason slots of the cycle above it: a week, or a year of days
 * @param minorSeason slots of the cycle below it: an hour of minutes; 0 for none
 */
record Timeline(int slots, int season, int longSeason, int minorSeason) {

  private static final int DAYS = 7;

  Timeline {
    if (slots < 2 || season < 2 || longSeason < season || minorSeason < 0) {
      throw new IllegalArgumentException(
          "slots %d, season %d, long season %d, minor season %d: found a cycle that is too short"
              .formatted(slots, season, longSeason, minorSeason));
    }
  }

  /** Whether the main cycle is a day, so that some days of a week can be weekend. */
  boolean hasWeekends() {
    return longSeason == DAYS * season;
  }

  /**
   * The cycle that a series repeats: mostly the main one. A machine keeps no clock, so one series
   * of ten has any length from 4 slots to two seasons, as it comes.
   */
  int cycle(Draw draw) {
    return switch (draw.index(0.8, 0.1, minorSeason > 0 ? 0.1 : 0)) {
      case 0 -> season;
      case 1 -> draw.logInteger(4, 2 * season);
      default -> minorSeason;
    };
  }
}
