package io.foreflow.history;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The histories that were read from a source, and what was counted on the way.
 *
 * @param series the histories in the order of their first appearance; a series that starts afresh
 *     after a long gap appears once for each of its parts
 * @param readings number of slots with a value in {@code series}
 * @param missing number of rows without a value
 * @param duplicates number of rows beyond the first one of each slot
 * @param skipped number of records or rows that were not readings, by reason
 * @param firstClosed the earliest time at which a reading was left out because the market is
 *     closed, in epoch milliseconds; empty if none was
 * @param notes what was detected about the source, in plain words
 */
public record HistoryData(
    List<SeriesHistory> series,
    long readings,
    long missing,
    long duplicates,
    Map<String, Long> skipped,
    OptionalLong firstClosed,
    List<String> notes) {

  public HistoryData {
    series = List.copyOf(series);
    skipped = Collections.unmodifiableMap(new LinkedHashMap<>(skipped));
    notes = List.copyOf(notes);
  }

  /** A copy with further skip counts, and with these notes. */
  public HistoryData with(Map<String, Long> moreSkipped, List<String> newNotes) {
    Map<String, Long> all = new LinkedHashMap<>(skipped);
    all.putAll(moreSkipped);
    return new HistoryData(series, readings, missing, duplicates, all, firstClosed, newNotes);
  }
}
