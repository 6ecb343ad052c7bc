package io.foreflow.cli.view;

import io.foreflow.series.SlotGrid;
import io.foreflow.wire.Forecast;
import java.util.ArrayList;
import java.util.List;

/**
 * The slots of a series, numbered without a hole where its forecasts tell that a market is closed.
 * What was told once stays: the number of a slot never changes. Not thread-safe.
 */
final class ToldSlots {

  private final SlotGrid grid;

  /** The sessions after a told time in which the market is closed, the oldest first. */
  private final List<Session> sessions = new ArrayList<>(0);

  /** How much later than those of the grid the slots before the first session begin. */
  private long shift;

  private boolean told;

  /**
   * A time in which the market is open.
   *
   * @param begin when its first slot begins
   * @param first the number of this slot
   */
  private record Session(long begin, long first) {}

  ToldSlots(SlotGrid grid) {
    this.grid = grid;
  }

  /**
   * Takes what a forecast tells of the time after another one, which is the newest that has a
   * number already.
   */
  void take(Forecast forecast, long after) {
    long[] steps = forecast.stepTimes();
    if (steps.length == 0) {
      return;
    }
    if (!told) {
      told = true;
      shift = steps[0] - grid.timeOf(grid.slot(steps[0]));
    }
    long known =
        sessions.isEmpty() ? after : Math.max(after, sessions.get(sessions.size() - 1).begin());
    long slot = forecast.cutoff();
    for (long next : steps) {
      if (next > slot + grid.cadenceMillis() && next > known) {
        sessions.add(new Session(next, number(slot) + 1));
        known = next;
      }
      slot = next;
    }
  }

  /** The slot that holds a time. While the market is closed, the last one before. */
  long number(long time) {
    int session = sessionOf(time);
    return Math.min(last(session), ifOpen(session, time));
  }

  /** Whether the market is known to be closed at a time. */
  boolean isClosed(long time) {
    int session = sessionOf(time);
    return ifOpen(session, time) > last(session);
  }

  /** The index of the last session that begins before or at a time; -1 without one. */
  private int sessionOf(long time) {
    int index = sessions.size() - 1;
    while (index >= 0 && sessions.get(index).begin() > time) {
      index--;
    }
    return index;
  }

  /** The last slot before the next session; the largest number if none is known. */
  private long last(int session) {
    return session + 1 < sessions.size() ? sessions.get(session + 1).first() - 1 : Long.MAX_VALUE;
  }

  /** The slot of a time after the beginning of a session, if that never ended. */
  private long ifOpen(int session, long time) {
    if (session < 0) {
      return grid.slot(time - shift);
    }
    Session open = sessions.get(session);
    return open.first() + (time - open.begin()) / grid.cadenceMillis();
  }
}
