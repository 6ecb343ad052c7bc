package io.foreflow.trainer.history;

import java.util.List;

/**
 * What a source of history gave.
 *
 * @param series in the order of their first appearance
 * @param readings rows with a value that stand in {@code series}
 * @param missing rows without a value
 * @param duplicates rows for a slot that already had its reading; the first one counts
 */
public record HistoryData(
    List<SeriesHistory> series, long readings, long missing, long duplicates) {

  public HistoryData {
    series = List.copyOf(series);
  }
}
