package io.foreflow.calendar;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * When a market is open: sessions of the week by a local clock, except for closures such as
 * holidays. It says something about the years 1970 to 2099. At any other time the market is closed.
 *
 * <p>It holds the offsets of its zone. So what it says does not depend on the time zone data of the
 * machine that reads it from a model file. Immutable.
 */
public final class TradingCalendar {
  /** The most sessions of a week. */
  public static final int MOST_SESSIONS = 70;

  /** The most closures. */
  public static final int MOST_CLOSURES = 10_000;

  private final String zone;
  private final List<WeeklySession> sessions;
  private final List<Closure> closures;
  private final ZoneOffsets offsets;

  /** The slots of the cadence that was asked for last. They are costly to count. */
  private volatile @Nullable OpenSlots counted;

  /**
   * A calendar.
   *
   * @param zone name of the zone of the local clock, for people
   * @param sessions of a week, in any order
   * @param closures in any order; they may overlap
   * @param offsets of the local clock
   * @throws IllegalArgumentException if there are none or too many, or sessions overlap
   */
  public TradingCalendar(
      String zone, List<WeeklySession> sessions, List<Closure> closures, ZoneOffsets offsets) {
    this.zone = zone;
    this.sessions =
        sessions.stream().sorted((a, b) -> Integer.compare(a.opens(), b.opens())).toList();
    this.closures = closures.stream().distinct().sorted().toList();
    this.offsets = offsets;
    checkCount("sessions", sessions.size(), 1, MOST_SESSIONS);
    checkCount("closed", closures.size(), 0, MOST_CLOSURES);
    checkOverlaps();
  }

  private static void checkCount(String what, int found, int least, int most) {
    if (found < least || found > most) {
      throw new IllegalArgumentException(
          "%s: found %d, allowed: %d to %d".formatted(what, found, least, most));
    }
  }

  private void checkOverlaps() {
    for (int i = 0; i < sessions.size(); i++) {
      boolean last = i == sessions.size() - 1;
      WeeklySession next = sessions.get(last ? 0 : i + 1);
      int opens = next.opens() + (last ? WeeklySession.WEEK : 0);
      if (sessions.get(i).closes() > opens) {
        throw new IllegalArgumentException(
            "sessions: found %s, which is still open when %s begins, allowed: sessions that do not"
                    .formatted(CalendarText.session(sessions.get(i)), CalendarText.session(next))
                + " overlap");
      }
    }
  }

  /**
   * Reads a calendar from its text, such as {@code America/New_York Mon-Fri 09:30-16:00; closed
   * 2026-07-03}, with the offsets that this machine knows of the zone.
   *
   * @throws IllegalArgumentException saying what was found and what is allowed
   */
  public static TradingCalendar parse(String text) {
    return CalendarText.parse(text);
  }

  static TradingCalendar of(ZoneId zone, List<WeeklySession> sessions, List<Closure> closures) {
    return new TradingCalendar(zone.getId(), sessions, closures, ZoneOffsets.of(zone));
  }

  /** The text that {@link #parse} reads as the same calendar, given the same time zone data. */
  public String text() {
    return CalendarText.of(this);
  }

  /** The zone and the sessions, without the closures, for messages. */
  public String hours() {
    return CalendarText.hours(this);
  }

  public String zone() {
    return zone;
  }

  /** The sessions of a week, in their order. */
  public List<WeeklySession> sessions() {
    return sessions;
  }

  /** The closures, by their beginning. */
  public List<Closure> closures() {
    return closures;
  }

  public ZoneOffsets offsets() {
    return offsets;
  }

  /**
   * The slots in which the market is open.
   *
   * @throws IllegalArgumentException if there are none
   */
  public OpenSlots slots(long cadenceMillis) {
    OpenSlots known = counted;
    if (known == null || known.cadenceMillis() != cadenceMillis) {
      known = OpenSlots.of(this, cadenceMillis);
      counted = known;
    }
    return known;
  }

  /** The number of slots of a week without closures. */
  public long slotsPerWeek(long cadenceMillis) {
    return sessions.stream().mapToLong(session -> session.slots(cadenceMillis)).sum();
  }

  /**
   * The number of slots of each day on which a session opens, if it is the same for all of them;
   * else 0.
   */
  public long slotsPerDay(long cadenceMillis) {
    long[] open = slotsByDay(cadenceMillis).filter(each -> each > 0).distinct().toArray();
    return open.length == 1 ? open[0] : 0;
  }

  /** The most slots of the sessions that open on one day. */
  public long mostSlotsPerDay(long cadenceMillis) {
    return slotsByDay(cadenceMillis).max().orElse(0);
  }

  private LongStream slotsByDay(long cadenceMillis) {
    long[] slots = new long[WeeklySession.WEEK / WeeklySession.DAY];
    for (WeeklySession session : sessions) {
      slots[session.opens() / WeeklySession.DAY] += session.slots(cadenceMillis);
    }
    return Arrays.stream(slots);
  }

  /** A number that differs between two calendars that differ in anything but their zones' names. */
  public long id() {
    StringBuilder all = new StringBuilder();
    sessions.forEach(one -> all.append(one.opens()).append('-').append(one.closes()).append(' '));
    closures.forEach(one -> all.append(one.from()).append('/').append(one.to()).append(' '));
    offsets.spans().forEach(one -> all.append(one.from()).append(one.seconds()).append(' '));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(all.toString().getBytes(StandardCharsets.UTF_8));
      long id = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        id = id << Byte.SIZE | (digest[i] & 0xFF);
      }
      return id;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** Whether the other has the same sessions, closures and offsets. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TradingCalendar that
        && zone.equals(that.zone)
        && sessions.equals(that.sessions)
        && closures.equals(that.closures)
        && offsets.equals(that.offsets);
  }

  @Override
  public int hashCode() {
    return Objects.hash(sessions, closures);
  }

  @Override
  public String toString() {
    return text();
  }
}
