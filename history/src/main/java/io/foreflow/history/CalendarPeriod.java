package io.foreflow.history;

import io.foreflow.series.SlotGrid;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** A period of the calendar that readings often repeat themselves with. */
enum CalendarPeriod {
  DAY("a day", 86_400_000L, 1_440),
  WEEK("a week", 7 * 86_400_000L, 750),
  YEAR("a year", 31_556_952_000L, 400);

  /** A year that is no whole number of slots is rounded, if a slot is a small part of it. */
  private static final int FINE = 12;

  private final String text;
  private final long millis;
  private final int most;

  /**
   * @param most the most slots of such a season; more make the state of a series too large
   */
  CalendarPeriod(String text, long millis, int most) {
    this.text = text;
    this.millis = millis;
    this.most = most;
  }

  /** The period's name, with its article. */
  String text() {
    return text;
  }

  /** The period's length in slots; empty if it is no season of the grid. */
  Optional<Integer> slots(SlotGrid grid) {
    long slots =
        switch (this) {
          case DAY -> grid.daySeason();
          case WEEK -> grid.weekSeason();
          case YEAR -> Math.round((double) millis / grid.meanMillis());
        };
    boolean fits = this == YEAR ? slots >= FINE : slots > 0;
    return fits && slots <= most ? Optional.of((int) slots) : Optional.empty();
  }

  /** The lengths of all periods that are seasons of the grid. */
  static Map<CalendarPeriod, Integer> of(SlotGrid grid) {
    Map<CalendarPeriod, Integer> found = new EnumMap<>(CalendarPeriod.class);
    for (CalendarPeriod period : values()) {
      period.slots(grid).ifPresent(slots -> found.put(period, slots));
    }
    return found;
  }
}
