package io.foreflow.series;

import io.foreflow.calendar.OpenSlots;
import io.foreflow.calendar.TradingCalendar;
import io.foreflow.manifest.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The slots of a series. Slot {@code n} begins {@code n} cadences after 1970-01-01T00:00:00Z and
 * ends where slot {@code n + 1} begins. With a trading calendar there are slots only while the
 * market is open, as {@link OpenSlots} counts them. Trainer and job put readings on the same grid,
 * or a model would be served other data than it has learned from.
 */
public final class SlotGrid {
  /** The slot of an instant at which the market is closed. */
  public static final long CLOSED = OpenSlots.CLOSED;

  private static final long DAY_MILLIS = 86_400_000L;
  private static final long WEEK_MILLIS = 7 * DAY_MILLIS;

  private final long cadenceMillis;
  private final @Nullable TradingCalendar calendar;
  private final @Nullable OpenSlots open;

  /**
   * The grid of a cadence, without a trading calendar.
   *
   * @param cadenceMillis length of a slot in milliseconds, 1 or more
   */
  public SlotGrid(long cadenceMillis) {
    this(cadenceMillis, null);
  }

  /**
   * The grid of a cadence.
   *
   * @param cadenceMillis length of a slot in milliseconds, 1 or more
   * @param calendar null if there are slots at all times
   */
  public SlotGrid(long cadenceMillis, @Nullable TradingCalendar calendar) {
    if (cadenceMillis < 1) {
      throw new IllegalArgumentException(
          "cadenceMillis: found " + cadenceMillis + ", allowed: 1 or more");
    }
    this.cadenceMillis = cadenceMillis;
    this.calendar = calendar;
    this.open = calendar == null ? null : calendar.slots(cadenceMillis);
  }

  /** The grid of a model. */
  public static SlotGrid of(Manifest manifest) {
    return new SlotGrid(manifest.cadenceMillis(), manifest.tradingCalendar());
  }

  /** The length of a slot. */
  public long cadenceMillis() {
    return cadenceMillis;
  }

  /** The calendar of the market; null if there are slots at all times. */
  public @Nullable TradingCalendar calendar() {
    return calendar;
  }

  /**
   * The slot that holds an instant, given as epoch milliseconds (also before 1970). While the
   * market is closed, this is the last slot before.
   */
  public long slot(long time) {
    return open == null ? Math.floorDiv(time, cadenceMillis) : open.slotUpTo(time);
  }

  /** The slot that holds an instant; {@link #CLOSED} while the market is closed. */
  public long openSlot(long time) {
    return open == null ? Math.floorDiv(time, cadenceMillis) : open.slot(time);
  }

  /** Whether there is a slot at an instant. */
  public boolean isOpen(long time) {
    return open == null || open.slot(time) != CLOSED;
  }

  /** The message about an instant at which the market is closed: what was found and allowed. */
  public String closedAt(long time) {
    return "time: found %s, when the market is closed, allowed: within %s, except when it is closed"
            .formatted(Instant.ofEpochMilli(time), calendar == null ? "any time" : calendar.hours())
        + " by the trading calendar of the model";
  }

  /** The instant at which a slot begins, as epoch milliseconds. */
  public long timeOf(long slot) {
    return open == null ? Math.multiplyExact(slot, cadenceMillis) : open.timeOf(slot);
  }

  /** The first instant after a slot. While the market is closed, no slot begins there. */
  public long endOf(long slot) {
    return open == null ? timeOf(slot + 1) : open.endOf(slot);
  }

  /**
   * The time of a slot that a model gets: with a trading calendar the local time at which it
   * begins, as if the local clock were UTC. So the hour of the day is that of the market, in summer
   * and in winter.
   */
  public long modelTimeOf(long slot) {
    return open == null ? timeOf(slot) : open.localTimeOf(slot);
  }

  /**
   * The times at which the slots after a slot begin.
   *
   * @param count how many of them
   */
  public long[] timesAfter(long slot, int count) {
    long[] times = new long[count];
    for (int i = 0; i < count; i++) {
      times[i] = timeOf(slot + 1 + i);
    }
    return times;
  }

  /** The time from the beginning of a slot to that of the slot so many slots later. */
  public long spanAfter(long slot, long slots) {
    return open == null ? slots * cadenceMillis : open.timeOf(slot + slots) - open.timeOf(slot);
  }

  /** How many slots a week has, without holidays. It need not be a whole number. */
  public double slotsPerWeek() {
    return calendar == null
        ? (double) WEEK_MILLIS / cadenceMillis
        : calendar.slotsPerWeek(cadenceMillis);
  }

  /**
   * How many slots a whole day has. With a calendar, these are the slots of the day with most of
   * them.
   */
  public long slotsPerDay() {
    long whole = DAY_MILLIS / cadenceMillis;
    return calendar == null ? whole : Math.min(whole, calendar.mostSlotsPerDay(cadenceMillis));
  }

  /** The time from one slot to the next, on the mean of a week. */
  public long meanMillis() {
    return calendar == null ? cadenceMillis : Math.round(WEEK_MILLIS / slotsPerWeek());
  }

  /** How many slots there are in a span of time, about. */
  public long slotsIn(Duration span) {
    return calendar == null
        ? span.toMillis() / cadenceMillis
        : Math.round(span.toMillis() / (double) WEEK_MILLIS * slotsPerWeek());
  }

  /** The time that so many slots span, about. */
  public Duration spanOf(long slots) {
    return Duration.ofMillis(
        calendar == null
            ? slots * cadenceMillis
            : Math.round(slots / slotsPerWeek() * WEEK_MILLIS));
  }

  /** The day and the week in slots, ascending, as far as they are seasons. */
  public List<Integer> seasons() {
    return Stream.of(daySeason(), weekSeason()).filter(season -> season > 0).toList();
  }

  /**
   * The day in slots; 0 if it is no whole number of 2 or more. With a calendar, it is the number of
   * slots of each day on which sessions begin, if it is the same for all and not that of a week.
   */
  public int daySeason() {
    if (calendar == null) {
      return season(DAY_MILLIS % cadenceMillis == 0 ? DAY_MILLIS / cadenceMillis : 0);
    }
    long day = calendar.slotsPerDay(cadenceMillis);
    return season(day == calendar.slotsPerWeek(cadenceMillis) ? 0 : day);
  }

  /** The week in slots; 0 if it is no whole number of 2 or more. */
  public int weekSeason() {
    if (calendar == null) {
      return season(WEEK_MILLIS % cadenceMillis == 0 ? WEEK_MILLIS / cadenceMillis : 0);
    }
    return season(calendar.slotsPerWeek(cadenceMillis));
  }

  private static int season(long slots) {
    return slots >= 2 && slots <= Integer.MAX_VALUE ? (int) slots : 0;
  }

  /**
   * A number for the grid, which the states of series hold: the cadence, or with a calendar a
   * negative number that depends on both.
   */
  public long id() {
    return calendar == null ? cadenceMillis : (calendar.id() * 31 + cadenceMillis) | Long.MIN_VALUE;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SlotGrid that
        && cadenceMillis == that.cadenceMillis
        && Objects.equals(calendar, that.calendar);
  }

  @Override
  public int hashCode() {
    return Objects.hash(cadenceMillis, calendar);
  }

  @Override
  public String toString() {
    return Duration.ofMillis(cadenceMillis) + (calendar == null ? "" : " of " + calendar.hours());
  }
}
