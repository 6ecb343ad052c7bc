package io.foreflow.trainer.features;

import io.foreflow.options.Choice;
import io.foreflow.series.SlotGrid;
import java.util.List;

/** The cycles of the calendar that a network is told the time of. */
public enum CalendarCycles implements Choice {
  /** The week if there are enough weeks to learn from, otherwise the day. */
  AUTO("auto"),
  /** No cycle. */
  NONE("none"),
  /** The day. */
  DAY("day"),
  /** The day and the week. */
  WEEK("week");

  private static final long WEEK_MILLIS = 7 * 86_400_000L;

  /** In fewer weeks a network learns what each day was like, and not what a week is like. */
  private static final long ENOUGH_WEEKS = 3;

  private final String text;

  CalendarCycles(String text) {
    this.text = text;
  }

  /** The day and the week, as far as they are whole numbers of slots that fit the context. */
  public static List<Integer> seasons(SlotGrid grid, int context) {
    return grid.seasons().stream().filter(season -> season <= context).toList();
  }

  @Override
  public String text() {
    return text;
  }

  /**
   * What {@link #AUTO} leaves open, decided.
   *
   * @param millis time that the longest series to learn from spans
   */
  CalendarCycles suitedTo(long millis) {
    if (this != AUTO) {
      return this;
    }
    return millis >= ENOUGH_WEEKS * WEEK_MILLIS ? WEEK : DAY;
  }

  /** Whether the day is among them. */
  boolean hasDay() {
    return this != NONE;
  }

  /** Whether the week is among them. */
  boolean hasWeek() {
    return this == WEEK || this == AUTO;
  }
}
