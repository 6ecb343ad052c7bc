package io.foreflow.history;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Finds the cadence of readings: the time that most often passes from one reading of a series to
 * the next. If several times are equally frequent, it is the shortest. Gaps and a few odd times do
 * not change it. Not thread-safe.
 */
public final class CadenceProbe {

  /** After each so many distances it is asked whether they are enough. */
  private static final long DISTANCES = 1_000_000;

  private final Map<String, Long> last = new HashMap<>();
  private final Map<Long, Long> counts = new HashMap<>();
  private long distances;
  private boolean enough;

  /** Notes a reading. */
  public void add(String series, long time) {
    Long before = last.put(series, time);
    if (before != null && before != time) {
      counts.merge(Math.abs(time - before), 1L, Long::sum);
      distances++;
      enough |= distances % DISTANCES == 0 && 2 * Collections.max(counts.values()) > distances;
    }
  }

  /** Whether so many readings were noted, and most of them agree, that more need not be read. */
  public boolean isEnough() {
    return enough;
  }

  /** The cadence in milliseconds. Empty until a series has readings at two different times. */
  public OptionalLong cadenceMillis() {
    return counts.entrySet().stream()
        .max(
            Map.Entry.<Long, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(entry -> OptionalLong.of(entry.getKey()))
        .orElse(OptionalLong.empty());
  }
}
