package io.foreflow.cli.retrain;

import io.foreflow.history.SeriesHistory;
import java.util.ArrayList;
import java.util.List;

/** Cuts histories at a slot of the grid. */
final class TimeSplit {

  private TimeSplit() {}

  /**
   * The slots of all histories up to and including a slot. Histories that begin later have none.
   */
  static List<SeriesHistory> upTo(List<SeriesHistory> histories, long last) {
    List<SeriesHistory> cut = new ArrayList<>();
    for (SeriesHistory history : histories) {
      long slots = Math.min(history.slots(), last - history.firstSlot() + 1);
      if (slots > 0) {
        cut.add(history.part(0, (int) slots));
      }
    }
    return cut;
  }

  /** The slots of all histories from a slot on. Histories that end before have none. */
  static List<SeriesHistory> from(List<SeriesHistory> histories, long first) {
    List<SeriesHistory> cut = new ArrayList<>();
    for (SeriesHistory history : histories) {
      long begin = Math.max(0, first - history.firstSlot());
      if (begin < history.slots()) {
        cut.add(history.part((int) begin, history.slots()));
      }
    }
    return cut;
  }

  /** The slot of the newest reading's history. */
  static long last(List<SeriesHistory> histories) {
    return histories.stream()
        .mapToLong(history -> history.firstSlot() + history.slots() - 1)
        .max()
        .orElse(0);
  }

  /** The oldest slot. */
  static long first(List<SeriesHistory> histories) {
    return histories.stream().mapToLong(SeriesHistory::firstSlot).min().orElse(0);
  }
}
