package io.foreflow.calendar;

import java.time.LocalDateTime;

/**
 * A time in which a market is closed although it has a session, such as a holiday, by the local
 * clock.
 *
 * @param from its first moment, whole minutes
 * @param to the first moment after it, whole minutes
 */
public record Closure(LocalDateTime from, LocalDateTime to) implements Comparable<Closure> {
  public Closure {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "closed: found from " + from + " to " + to + ", allowed: an end after the beginning");
    }
  }

  @Override
  public int compareTo(Closure other) {
    int byBegin = from.compareTo(other.from);
    return byBegin == 0 ? to.compareTo(other.to) : byBegin;
  }
}
