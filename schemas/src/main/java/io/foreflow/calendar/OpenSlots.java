package io.foreflow.calendar;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The slots in which a market is open, numbered without a hole. The slots of a session begin where
 * it opens, and its last one ends where it closes. A closure cuts a session, and what is left of it
 * is a session of its own. Slot 0 is the first slot of the first session that opens in 1970 or
 * later.
 *
 * <p>All sessions up to 2099 are in arrays, and another array has the first session of each day. So
 * a slot is found in a few steps, without an allocation. A market of one session a day takes 1.3
 * MB.
 */
public final class OpenSlots {
  /** The slot of a moment in which the market is closed. */
  public static final long CLOSED = Long.MIN_VALUE;

  private static final long DAY = 86_400_000L;
  private static final long FIRST_MONDAY = -3 * 86_400L;
  private static final int WEEK_SECONDS = WeeklySession.WEEK * 60;

  private final long cadence;
  private final long[] opens;
  private final long[] closes;

  /** By how much the local clock is ahead of UTC when the session opens. */
  private final int[] offsets;

  /** The first slot of each session, and then the number of all slots. */
  private final long[] firstSlots;

  /** For each day of UTC, the first session that closes after it begins. */
  private final int[] byDay;

  private OpenSlots(long cadence, List<long[]> sessions, ZoneOffsets zone) {
    this.cadence = cadence;
    int count = sessions.size();
    opens = new long[count];
    closes = new long[count];
    offsets = new int[count];
    firstSlots = new long[count + 1];
    for (int i = 0; i < count; i++) {
      opens[i] = sessions.get(i)[0];
      closes[i] = sessions.get(i)[1];
      offsets[i] = zone.at(opens[i] / 1000) * 1000;
      firstSlots[i + 1] = firstSlots[i] + (closes[i] - opens[i] + cadence - 1) / cadence;
    }
    byDay = new int[(int) (closes[count - 1] / DAY) + 1];
    int session = 0;
    for (int day = 0; day < byDay.length; day++) {
      while (session < count && closes[session] <= day * DAY) {
        session++;
      }
      byDay[day] = session;
    }
  }

  static OpenSlots of(TradingCalendar calendar, long cadenceMillis) {
    List<long[]> closed = closed(calendar.closures());
    List<long[]> found = new ArrayList<>();
    int next = 0;
    for (long monday = FIRST_MONDAY; monday < ZoneOffsets.END; monday += WEEK_SECONDS) {
      for (WeeklySession session : calendar.sessions()) {
        long from = monday + session.opens() * 60L;
        long to = monday + session.closes() * 60L;
        while (next < closed.size() && closed.get(next)[1] <= from) {
          next++;
        }
        for (int i = next; i < closed.size() && closed.get(i)[0] < to; i++) {
          add(from, closed.get(i)[0], calendar.offsets(), found);
          from = Math.min(to, closed.get(i)[1]);
        }
        add(from, to, calendar.offsets(), found);
      }
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "found a trading calendar that is never open, allowed: one that is open between 1970 and"
              + " 2099");
    }
    return new OpenSlots(cadenceMillis, found, calendar.offsets());
  }

  private static void add(long from, long to, ZoneOffsets offsets, List<long[]> found) {
    long opens = from < to ? offsets.toUtc(from) : 0;
    long closes = from < to ? offsets.toUtc(to) : 0;
    if (opens >= 0 && opens < closes && opens < ZoneOffsets.END) {
      found.add(new long[] {opens * 1000, closes * 1000});
    }
  }

  /** The closures in seconds of the local clock; those that touch are joined. */
  private static List<long[]> closed(List<Closure> closures) {
    List<long[]> joined = new ArrayList<>();
    for (Closure closure : closures) {
      long from = seconds(closure.from());
      long to = seconds(closure.to());
      long[] last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null && from <= last[1]) {
        last[1] = Math.max(last[1], to);
      } else {
        joined.add(new long[] {from, to});
      }
    }
    return joined;
  }

  private static long seconds(LocalDateTime local) {
    return local.toEpochSecond(ZoneOffset.UTC);
  }

  public long cadenceMillis() {
    return cadence;
  }

  /** The slot that holds a moment, in epoch milliseconds; {@link #CLOSED} if none does. */
  public long slot(long time) {
    int session = sessionAt(time);
    return session == opens.length || time < opens[session] ? CLOSED : slotIn(session, time);
  }

  /** The slot that holds a moment, or the last one before it; -1 before the first one. */
  public long slotUpTo(long time) {
    int session = sessionAt(time);
    return session == opens.length || time < opens[session]
        ? firstSlots[session] - 1
        : slotIn(session, time);
  }

  private long slotIn(int session, long time) {
    return firstSlots[session] + (time - opens[session]) / cadence;
  }

  /** The first session that closes after a moment; the number of sessions if none does. */
  private int sessionAt(long time) {
    long day = Math.floorDiv(time, DAY);
    if (day >= byDay.length) {
      return opens.length;
    }
    int session = day < 0 ? 0 : byDay[(int) day];
    while (session < closes.length && closes[session] <= time) {
      session++;
    }
    return session;
  }

  /**
   * The moment at which a slot begins, in epoch milliseconds. Before the first and after the last
   * slot, time goes on as if the market never closed.
   */
  public long timeOf(long slot) {
    int last = opens.length - 1;
    if (slot >= firstSlots[last + 1]) {
      return closes[last] + (slot - firstSlots[last + 1]) * cadence;
    }
    int session = sessionOf(slot);
    return opens[session] + (slot - firstSlots[session]) * cadence;
  }

  /** The moment at which a slot ends, in epoch milliseconds. */
  public long endOf(long slot) {
    long whole = timeOf(slot) + cadence;
    return slot >= firstSlots[opens.length] ? whole : Math.min(whole, closes[sessionOf(slot)]);
  }

  /**
   * The local time at which a slot begins, as if the local clock were UTC. The clock is not changed
   * during a session.
   */
  public long localTimeOf(long slot) {
    boolean after = slot >= firstSlots[opens.length];
    return timeOf(slot) + offsets[after ? opens.length - 1 : sessionOf(slot)];
  }

  /** The session of a slot that is not after the last one; the first for one before it. */
  private int sessionOf(long slot) {
    int found = Arrays.binarySearch(firstSlots, slot);
    return Math.max(0, found >= 0 ? found : -found - 2);
  }
}
