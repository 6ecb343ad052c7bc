package io.foreflow.cli.demo;

import java.util.ArrayDeque;

/** Computes rates over the last seconds from counts. */
final class RateMeter {

  private static final long SPAN = 3_000_000_000L;

  private final ArrayDeque<Mark> marks = new ArrayDeque<>();

  Dashboard.Rates note(long nanos, TrafficCounts counts) {
    marks.add(new Mark(nanos, counts.readings(), counts.forecasts()));
    while (marks.size() > 2 && nanos - marks.getFirst().nanos > SPAN) {
      marks.removeFirst();
    }
    Mark first = marks.getFirst();
    double seconds = (nanos - first.nanos) / 1e9;
    return seconds <= 0
        ? new Dashboard.Rates(0, 0)
        : new Dashboard.Rates(
            (counts.readings() - first.readings) / seconds,
            (counts.forecasts() - first.forecasts) / seconds);
  }

  private record Mark(long nanos, long readings, long forecasts) {}
}
