package io.foreflow.console.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * When the market of a series is closed, as far as the times of steps in its forecasts say so, the
 * oldest time first. Not thread-safe.
 */
final class ClosedTimes {

  /** More than the nights between the readings that are usually kept. */
  private static final int MOST = 256;

  private static final int BYTES_EACH = 32;

  private final List<ClosedTime> times = new ArrayList<>(0);

  long bytes() {
    return (long) BYTES_EACH * times.size();
  }

  List<ClosedTime> copy() {
    return List.copyOf(times);
  }

  /** Takes what a forecast says: no slot is between its cutoff and its steps, and between steps. */
  void add(KeptForecast forecast) {
    if (!forecast.hasStepTimes()) {
      return;
    }
    long slot = forecast.cutoff();
    for (int step = 0; step < forecast.horizon(); step++) {
      long next = forecast.stepTime(step);
      long end = slot + forecast.shape().cadenceMillis();
      if (next > end) {
        add(new ClosedTime(end, next));
      }
      slot = next;
    }
  }

  /** Adds a time, as one with those that it overlaps. */
  void add(ClosedTime added) {
    int place = times.size();
    while (place > 0 && times.get(place - 1).from() > added.to()) {
      place--;
    }
    ClosedTime whole = added;
    while (place > 0 && times.get(place - 1).to() >= added.from()) {
      ClosedTime other = times.remove(--place);
      whole =
          new ClosedTime(Math.min(whole.from(), other.from()), Math.max(whole.to(), other.to()));
    }
    times.add(place, whole);
    if (times.size() > MOST) {
      times.remove(0);
    }
  }
}
