package io.foreflow.cli.retrain;

import io.foreflow.history.Covariates;
import io.foreflow.history.SeriesHistory;
import java.util.ArrayList;
import java.util.Arrays;
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
        cut.add(part(history, 0, (int) slots));
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
        cut.add(part(history, (int) begin, history.slots()));
      }
    }
    return cut;
  }

  private static SeriesHistory part(SeriesHistory history, int begin, int end) {
    if (begin == 0 && end == history.slots()) {
      return history;
    }
    Covariates all = history.covariates();
    // What is known ahead of the last slot stays, if the last slot does.
    int columns = all.names().size();
    int rows = end == history.slots() ? all.rows() : end;
    return new SeriesHistory(
        history.series(),
        history.firstSlot() + begin,
        Arrays.copyOfRange(history.values(), begin, end),
        new Covariates(
            all.names(), Arrays.copyOfRange(all.values(), begin * columns, rows * columns)));
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
