package io.foreflow.console.memory;

import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelEvent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of each version of each model. Not thread-safe. */
final class ModelBook {

  private static final int MOST = 200;

  /** A version that made a forecast this long before the newest one is still in use. */
  private static final long STILL_MILLIS = 60_000;

  private final Map<ModelVersion, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<ModelVersion> shadows = new HashSet<>();
  private long newestForecast = Long.MIN_VALUE;

  private static final class Entry {
    @Nullable String sha256;
    long announced = Long.MIN_VALUE;
    long forecast = Long.MIN_VALUE;
    long firstForecast = Long.MIN_VALUE;
    long swapped = Long.MIN_VALUE;
    long refused = Long.MIN_VALUE;
    long replaced = Long.MIN_VALUE;
    @Nullable String reason;
    final BitSet tasks = new BitSet();
  }

  private Entry entry(ModelVersion version) {
    Entry entry = entries.computeIfAbsent(version, key -> new Entry());
    if (entries.size() > MOST) {
      entries.remove(entries.keySet().iterator().next());
    }
    return entry;
  }

  void forecast(ModelVersion version, long time) {
    Entry entry = entry(version);
    if (entry.firstForecast == Long.MIN_VALUE) {
      entry.firstForecast = time;
    }
    entry.forecast = Math.max(entry.forecast, time);
    newestForecast = Math.max(newestForecast, time);
  }

  void shadowForecast(ModelVersion version) {
    if (shadows.size() == MOST && !shadows.contains(version)) {
      shadows.clear();
    }
    shadows.add(version);
  }

  /** Whether a version forecasts as a shadow, and never did live. */
  boolean isShadow(ModelVersion version) {
    Entry entry = entries.get(version);
    boolean live = entry != null && entry.forecast != Long.MIN_VALUE;
    return shadows.contains(version) && !live;
  }

  void announced(ModelAnnouncement announcement) {
    Entry entry = entry(new ModelVersion(announcement.model(), announcement.version()));
    entry.announced = announcement.announcedAt();
    entry.sha256 = announcement.sha256();
  }

  void event(ModelEvent event) {
    Entry entry = entry(new ModelVersion(event.model(), event.version()));
    entry.sha256 = event.sha256();
    if (event.kind() == ModelEvent.Kind.SWAPPED) {
      if (entry.swapped < entry.replaced || entry.swapped < entry.refused) {
        entry.tasks.clear();
      }
      entry.swapped = event.time();
      entry.tasks.set(Math.max(0, Math.min(event.task(), 100_000)));
      String replaced = event.replaced();
      if (replaced != null && !replaced.equals(event.version())) {
        entry(new ModelVersion(event.model(), replaced)).replaced = event.time();
      }
    } else {
      if (entry.refused < entry.swapped) {
        entry.tasks.clear();
      }
      entry.refused = event.time();
      entry.reason = event.reason() + ": " + event.message();
      entry.tasks.set(Math.max(0, Math.min(event.task(), 100_000)));
    }
  }

  /** All versions, the one that changed last first. */
  List<ModelState> all() {
    List<ModelState> all = new ArrayList<>();
    entries.forEach((version, entry) -> all.add(state(version, entry)));
    all.sort(Comparator.comparingLong(ModelState::time).reversed());
    return all;
  }

  private ModelState state(ModelVersion version, Entry entry) {
    boolean forecasts =
        entry.forecast != Long.MIN_VALUE && entry.forecast >= newestForecast - STILL_MILLIS;
    boolean swappedLast =
        entry.swapped != Long.MIN_VALUE
            && entry.swapped >= entry.replaced
            && entry.swapped >= entry.refused;
    if (swappedLast || (forecasts && entry.replaced < entry.forecast)) {
      long since = entry.swapped == Long.MIN_VALUE ? entry.firstForecast : entry.swapped;
      return new ModelState(
          version, entry.sha256, ModelState.Use.IN_USE, since, entry.tasks.cardinality(), null);
    }
    if (entry.refused != Long.MIN_VALUE && entry.refused >= entry.announced) {
      return new ModelState(
          version,
          entry.sha256,
          ModelState.Use.REFUSED,
          entry.refused,
          entry.tasks.cardinality(),
          entry.reason);
    }
    long wasUsed = Math.max(entry.replaced, entry.forecast);
    boolean former = wasUsed != Long.MIN_VALUE && wasUsed >= entry.announced;
    return former
        ? new ModelState(version, entry.sha256, ModelState.Use.FORMER, wasUsed, 0, null)
        : new ModelState(version, entry.sha256, ModelState.Use.ANNOUNCED, entry.announced, 0, null);
  }
}
