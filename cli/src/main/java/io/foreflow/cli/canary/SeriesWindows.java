package io.foreflow.cli.canary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The windows of both versions for one series. What is too old is dropped. */
final class SeriesWindows {

  private final TreeMap<Long, ScoreWindow> ofNew = new TreeMap<>();
  private final TreeMap<Long, ScoreWindow> ofOld = new TreeMap<>();
  private final long keptMillis;

  SeriesWindows(long keptMillis) {
    this.keptMillis = keptMillis;
  }

  /** Two windows that can be compared. */
  record Pair(ScoreWindow ofNew, ScoreWindow ofOld) {}

  /** Takes a window, unless there is one with the same beginning: then it is a repeat. */
  void add(boolean isNew, ScoreWindow window) {
    (isNew ? ofNew : ofOld).putIfAbsent(window.from(), window);
    long newest = Math.max(last(ofNew), last(ofOld));
    ofNew.headMap(newest - keptMillis).clear();
    ofOld.headMap(newest - keptMillis).clear();
  }

  /** The number of windows. */
  int size() {
    return ofNew.size() + ofOld.size();
  }

  private static long last(NavigableMap<Long, ScoreWindow> windows) {
    return windows.isEmpty() ? Long.MIN_VALUE / 2 : windows.lastKey();
  }

  boolean hasNew() {
    return !ofNew.isEmpty();
  }

  boolean hasOld() {
    return !ofOld.isEmpty();
  }

  List<Pair> pairs(Basis basis) {
    List<Pair> pairs = new ArrayList<>();
    for (ScoreWindow window : ofNew.values()) {
      Optional<ScoreWindow> partner =
          basis == Basis.SAME_READINGS ? sameRange(window) : weekBefore(window);
      partner.ifPresent(old -> pairs.add(new Pair(window, old)));
    }
    return pairs;
  }

  private Optional<ScoreWindow> sameRange(ScoreWindow window) {
    return Optional.ofNullable(ofOld.get(window.from())).filter(window::isSameRange);
  }

  private Optional<ScoreWindow> weekBefore(ScoreWindow window) {
    long at = window.from() - ScoreWindow.WEEK_MILLIS;
    return Optional.ofNullable(ofOld.floorEntry(at))
        .map(Map.Entry::getValue)
        .filter(window::isWeekAfter)
        .or(
            () ->
                Optional.ofNullable(ofOld.higherEntry(at))
                    .map(Map.Entry::getValue)
                    .filter(window::isWeekAfter));
  }
}
