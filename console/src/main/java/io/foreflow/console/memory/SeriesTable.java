package io.foreflow.console.memory;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All series, within the limits. Not thread-safe.
 *
 * <p>If there are too many, the least recently seen go first. A series that is still active does
 * not make room for another one that nobody asked for: else, with more series than the limit, all
 * of them would come and go, and none would have a history.
 */
final class SeriesTable {

  /** A series that was seen within this time is active. */
  private static final long ACTIVE_MILLIS = 60_000;

  private static final float LOAD = 0.75f;

  private final MemoryLimits limits;
  private final Map<String, KnownSeries> known = new LinkedHashMap<>(16, LOAD, true);
  private final Map<String, KnownSeries> kept = new LinkedHashMap<>(16, LOAD, true);
  private @Nullable String expected;
  private long bytes;
  private long forgotten;

  SeriesTable(MemoryLimits limits) {
    this.limits = limits;
  }

  Collection<KnownSeries> all() {
    return known.values();
  }

  int kept() {
    return kept.size();
  }

  long bytes() {
    return bytes;
  }

  /** How many times a series was forgotten, for want of room. */
  long forgotten() {
    return forgotten;
  }

  @Nullable KnownSeries find(String name) {
    return known.get(name);
  }

  /** Keeps a series as soon as a record of it comes, as if somebody had asked for it. */
  void expect(@Nullable String name) {
    expected = name;
  }

  /** The series of which a record came. It is kept if there is room. */
  KnownSeries seen(String name, long now) {
    KnownSeries series = known.get(name);
    if (series == null) {
      series = new KnownSeries(name);
      known.put(name, series);
      bytes += series.bytes();
      dropUnknown();
    }
    series.lastSeen = now;
    if (series.kept == null) {
      if (name.equals(expected)) {
        asked(series, now);
      } else if (hasRoom(now)) {
        keep(series);
      } else {
        series.missed = true;
      }
    } else {
      kept.get(name);
    }
    return series;
  }

  /** Keeps a series that somebody asked for. */
  SeriesMemory asked(KnownSeries series, long now) {
    series.lastSeen = now;
    if (series.kept == null) {
      if (isFull()) {
        dropEldest();
      }
      keep(series);
    } else {
      kept.get(series.name);
    }
    SeriesMemory memory = series.kept;
    if (memory == null) {
      throw new IllegalStateException("a series was not kept: " + series.name);
    }
    return memory;
  }

  private void keep(KnownSeries series) {
    SeriesMemory memory = new SeriesMemory(limits, !series.missed);
    series.kept = memory;
    kept.put(series.name, series);
    count(memory);
  }

  /** Puts another memory in the place of that of a kept series. */
  void replace(KnownSeries series, SeriesMemory memory) {
    SeriesMemory before = series.kept;
    if (before == null) {
      throw new IllegalStateException("the series is not kept: " + series.name);
    }
    memory.counted = before.counted;
    series.kept = memory;
    changed(series);
  }

  private boolean isFull() {
    // Below the limit of bytes: else one series would come as another goes.
    return kept.size() >= limits.series() || bytes > limits.bytes() / 10 * 9;
  }

  private boolean hasRoom(long now) {
    if (!isFull()) {
      return true;
    }
    if (kept.isEmpty()) {
      return false;
    }
    KnownSeries eldest = kept.values().iterator().next();
    if (now - eldest.lastSeen < ACTIVE_MILLIS) {
      return false;
    }
    drop(eldest);
    return true;
  }

  /** Counts the bytes of a series anew, after a change, and makes room if they are too many. */
  void changed(KnownSeries series) {
    SeriesMemory memory = series.kept;
    if (memory != null) {
      count(memory);
      while (bytes > limits.bytes() && kept.size() > 1) {
        dropEldest();
      }
    }
  }

  private void count(SeriesMemory memory) {
    long now = memory.bytes();
    bytes += now - memory.counted;
    memory.counted = now;
  }

  private void dropEldest() {
    Iterator<KnownSeries> eldest = kept.values().iterator();
    if (eldest.hasNext()) {
      drop(eldest.next());
    }
  }

  private void drop(KnownSeries series) {
    SeriesMemory memory = series.kept;
    if (memory != null) {
      bytes -= memory.counted;
      series.kept = null;
      series.missed = true;
      kept.remove(series.name);
      forgotten++;
    }
  }

  private void dropUnknown() {
    while (bytes > limits.bytes() && !kept.isEmpty()) {
      dropEldest();
    }
    while (known.size() > 1 && (known.size() > limits.known() || bytes > limits.bytes())) {
      KnownSeries eldest = known.values().iterator().next();
      drop(eldest);
      known.remove(eldest.name);
      bytes -= eldest.bytes();
    }
  }
}
