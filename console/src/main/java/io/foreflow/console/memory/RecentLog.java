package io.foreflow.console.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** The newest entries of a log that never ends. Not thread-safe. */
final class RecentLog<T> {

  private final int most;
  private final Deque<T> entries = new ArrayDeque<>();

  RecentLog(int most) {
    this.most = most;
  }

  void add(T entry) {
    if (entries.size() == most) {
      entries.removeFirst();
    }
    entries.addLast(entry);
  }

  int size() {
    return entries.size();
  }

  /** The newest entries that fit, the newest first. */
  List<T> newest(int limit, Predicate<? super T> fits) {
    List<T> newest = new ArrayList<>();
    var each = entries.descendingIterator();
    while (newest.size() < limit && each.hasNext()) {
      T entry = each.next();
      if (fits.test(entry)) {
        newest.add(entry);
      }
    }
    return newest;
  }
}
