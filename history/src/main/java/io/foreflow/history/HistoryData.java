package io.foreflow.history;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a source of history gave.
 *
 * @param series in the order of their first appearance; one that starts afresh after a long gap
 *     stands there once for each of its parts
 * @param readings slots with a value that stand in {@code series}
 * @param missing rows without a value
 * @param duplicates rows beyond one for a slot
 * @param skipped how many records or rows were none of a reading, by reason
 * @param notes what was found out about the source, in plain words
 */
public record HistoryData(
    List<SeriesHistory> series,
    long readings,
    long missing,
    long duplicates,
    Map<String, Long> skipped,
    List<String> notes) {

  public HistoryData {
    series = List.copyOf(series);
    skipped = Collections.unmodifiableMap(new LinkedHashMap<>(skipped));
    notes = List.copyOf(notes);
  }

  /** The same, with what else the source has to say. */
  public HistoryData with(Map<String, Long> newSkipped, List<String> newNotes) {
    return new HistoryData(series, readings, missing, duplicates, newSkipped, newNotes);
  }
}
