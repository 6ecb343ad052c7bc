package io.foreflow.console.memory;

import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.Reading;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is kept of every series: its newest value and its state. Not thread-safe. */
final class KnownSeries {

  /**
   * The object, scores of two versions, its next slots, its partitions and its place in the tables.
   */
  private static final int BYTES = 640;

  private static final RecordKind[] KINDS = RecordKind.values();
  private static final long GRACE_MILLIS = 60_000;
  private static final int SILENT_AFTER_CADENCES = 3;

  final String name;
  long lastTime = Long.MIN_VALUE;
  float lastValue = Float.NaN;
  long lastArrival;
  long lastSeen;
  @Nullable String readingsTopic;
  @Nullable ForecastShape shape;
  long newestCutoff = Long.MIN_VALUE;
  boolean ready;
  final SeriesScores scored = new SeriesScores();
  LiveScore own = new LiveScore();
  @Nullable SeriesMemory kept;

  /** Whether records came that are not in {@link #kept}, for want of room. */
  boolean missed;

  private final int[] partitions = new int[KINDS.length];

  /** When the next slots begin, by the newest forecast; empty if they are one cadence apart. */
  private long[] nextSlots = Forecast.EVERY_CADENCE;

  private final Set<Anomaly.Kind> openKinds = EnumSet.noneOf(Anomaly.Kind.class);

  /** The newest change of each kind of episode; null while there was none. */
  private @Nullable Map<Anomaly.Kind, Long> changes;

  KnownSeries(String name) {
    this.name = name;
    Arrays.fill(partitions, -1);
  }

  long bytes() {
    return BYTES + 2L * name.length();
  }

  /** Remembers the partition of a kind of records. */
  void lies(RecordKind kind, Arrival arrival) {
    partitions[kind.place()] = arrival.partition();
  }

  SeriesPlace place() {
    Map<RecordKind, Integer> found = new EnumMap<>(RecordKind.class);
    for (RecordKind kind : KINDS) {
      if (partitions[kind.place()] >= 0) {
        found.put(kind, partitions[kind.place()]);
      }
    }
    return new SeriesPlace(readingsTopic, found);
  }

  SeriesStatus status() {
    if (shape == null) {
      return SeriesStatus.WAITING;
    }
    return ready ? SeriesStatus.READY : SeriesStatus.WARMING;
  }

  /** Takes the value of a reading, if there is no newer one. */
  void newest(Reading reading) {
    if (reading.time() > lastTime) {
      lastTime = reading.time();
      lastValue = reading.value();
    }
  }

  /** Takes the state that a forecast tells, if there is no newer one. */
  void newest(Forecast forecast, ForecastShape forecastShape) {
    scored.forecastBy(forecastShape.model());
    if (forecast.cutoff() < newestCutoff) {
      return;
    }
    newestCutoff = forecast.cutoff();
    shape = forecastShape;
    ready = forecast.status() == Forecast.Status.READY;
    long[] steps = forecast.stepTimes();
    nextSlots =
        steps.length <= SILENT_AFTER_CADENCES ? steps : Arrays.copyOf(steps, SILENT_AFTER_CADENCES);
  }

  /** Whether there is a slot between the newest forecast and this one, while a market is open. */
  boolean skipsSlots(Forecast forecast) {
    if (newestCutoff == Long.MIN_VALUE) {
      return false;
    }
    long next = nextSlots.length == 0 ? newestCutoff + forecast.cadenceMillis() : nextSlots[0];
    long second = nextSlots.length < 2 ? next + forecast.cadenceMillis() : nextSlots[1];
    return forecast.cutoff() >= second;
  }

  boolean inEpisode() {
    return !openKinds.isEmpty();
  }

  /** Takes a change of an episode, if there is no newer one of its kind. */
  void anomaly(Anomaly anomaly) {
    if (changes == null) {
      changes = new EnumMap<>(Anomaly.Kind.class);
    }
    Long newest = changes.get(anomaly.kind());
    if (newest != null && newest > anomaly.time()) {
      return;
    }
    changes.put(anomaly.kind(), anomaly.time());
    if (anomaly.change() == Anomaly.Change.CLOSED) {
      openKinds.remove(anomaly.kind());
    } else {
      openKinds.add(anomaly.kind());
    }
  }

  /** The score by the job's own records, or by what the console saw itself. */
  LiveScore score() {
    LiveScore live = scored.live();
    return live.isEmpty() ? own : live;
  }

  /** The time from one reading to the next; 0 if it isn't known. */
  long cadenceMillis() {
    if (shape != null) {
      return shape.cadenceMillis();
    }
    return kept == null ? 0 : kept.meanDistance();
  }

  /**
   * Whether readings are missing by the time of the other series, and by the clock.
   *
   * @param eventNow the time that readings should have by now, in epoch milliseconds
   */
  boolean silent(long eventNow, long now) {
    if (lastTime == Long.MIN_VALUE) {
      return false;
    }
    return eventNow > Math.max(silentAfter(), lastTime + GRACE_MILLIS)
        && now - lastArrival > GRACE_MILLIS;
  }

  /** The time of the third slot after the newest reading. While a market is closed it has none. */
  private long silentAfter() {
    long time = lastTime;
    int left = SILENT_AFTER_CADENCES;
    for (long slot : nextSlots) {
      if (slot > lastTime) {
        time = slot;
        left--;
      }
    }
    return time + left * cadenceMillis();
  }
}
