package io.foreflow.job.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * The number of series that a task keeps. They are counted as they come and go, never by looking
 * through them.
 *
 * <p>There is one count for each key group, and each is in keyed state under a key of its own
 * group. So Flink moves a count together with the series that it counts, and each task knows its
 * number after a restore at any parallelism.
 *
 * <pre>
 * byte  0    format version, {@value #VERSION}
 *       1    1 if each series of the group has a timer that will end it, 0 if not
 *       2-3  zero
 *       4-7  int  after how many slots each series of the group has a timer that finds it silent; 0
 *                 if there are none
 *       8-15 long  how many series the group has, little-endian
 * </pre>
 */
public final class SeriesCensus {
  /** The state's name in savepoints. */
  public static final String STATE = "census";

  private static final byte VERSION = 1;
  private static final int BYTES = 16;
  private static final int SILENT_AFTER = 4;
  private static final int UNKNOWN = -1;

  private final int maxParallelism;
  private final int firstGroup;
  private final String[] keys;
  private final long[] counts;
  private final boolean[] changed;
  private final Consumer<String> currentKey;
  private final ValueState<byte[]> state;

  private long live;
  private boolean complete;
  private boolean watched;
  private int silentAfter;

  /**
   * A census of a task's own key groups. Call {@link #restore} first.
   *
   * @param currentKey sets the key that {@code state} is read and written under
   */
  public SeriesCensus(
      KeyGroupRange groups,
      int maxParallelism,
      Consumer<String> currentKey,
      ValueState<byte[]> state) {
    this.maxParallelism = maxParallelism;
    this.firstGroup = groups.getStartKeyGroup();
    this.currentKey = currentKey;
    this.state = state;
    int size = groups.getNumberOfKeyGroups();
    counts = new long[size];
    changed = new boolean[size];
    keys = keys(groups, maxParallelism);
  }

  /** The keys of the counts: for each group, the first numbered name that belongs to it. */
  private static String[] keys(KeyGroupRange groups, int maxParallelism) {
    String[] keys = new String[groups.getNumberOfKeyGroups()];
    int found = 0;
    for (int number = 0; found < keys.length; number++) {
      String name = "group-" + number;
      int group = KeyGroupRangeAssignment.assignToKeyGroup(name, maxParallelism);
      if (groups.contains(group) && keys[group - groups.getStartKeyGroup()] == null) {
        keys[group - groups.getStartKeyGroup()] = name;
        found++;
      }
    }
    return keys;
  }

  /** Reads the counts from the state. */
  public void restore() throws IOException {
    live = 0;
    complete = true;
    watched = true;
    silentAfter = UNKNOWN;
    for (int group = 0; group < keys.length; group++) {
      currentKey.accept(keys[group]);
      byte[] bytes = state.value();
      if (bytes == null) {
        complete = false;
        watched = false;
        silentAfter = 0;
        changed[group] = true;
      } else {
        read(group, bytes);
      }
    }
  }

  private void read(int group, byte[] bytes) {
    if (bytes.length != BYTES || bytes[0] != VERSION) {
      throw new UnknownStateException(
          "Found a count of series of format version "
              + (bytes.length == 0 ? "none" : bytes[0])
              + ", this release reads version "
              + VERSION);
    }
    watched &= bytes[1] == 1;
    int timers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(SILENT_AFTER);
    silentAfter = silentAfter == UNKNOWN || silentAfter == timers ? timers : 0;
    counts[group] = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(8);
    live += counts[group];
  }

  /** Writes changed counts to the state. Has to be called before each snapshot. */
  public void save() throws IOException {
    for (int group = 0; group < keys.length; group++) {
      if (changed[group]) {
        currentKey.accept(keys[group]);
        byte[] bytes = new byte[BYTES];
        bytes[0] = VERSION;
        bytes[1] = (byte) (watched ? 1 : 0);
        ByteBuffer.wrap(bytes)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(SILENT_AFTER, Math.max(0, silentAfter))
            .putLong(8, counts[group]);
        state.update(bytes);
        changed[group] = false;
      }
    }
  }

  /**
   * Whether the state held a count for every group. False for the first start of a pipeline, and
   * for a snapshot of a release that did not count.
   */
  public boolean isComplete() {
    return complete;
  }

  /** Whether every series that was restored has a timer. */
  public boolean isWatched() {
    return watched;
  }

  /** Notes whether every series has a timer from now on. */
  public void setWatched(boolean now) {
    if (watched != now) {
      watched = now;
      Arrays.fill(changed, true);
    }
  }

  /**
   * After how many slots without a reading each series has a timer that finds it silent; 0 if there
   * are no such timers, or not for each.
   */
  public int silentAfter() {
    return Math.max(0, silentAfter);
  }

  /** Notes after how many slots each series has such a timer from now on. */
  public void setSilentAfter(int slots) {
    if (silentAfter() != slots) {
      silentAfter = slots;
      Arrays.fill(changed, true);
    }
  }

  /** Counts a series that had no state and has one now. */
  public void began(String series) {
    add(series, 1);
  }

  /** Counts a series whose state is gone. */
  public void ended(String series) {
    add(series, -1);
  }

  /** Forgets every count, so that all series can be counted again. */
  public void clear() {
    Arrays.fill(counts, 0);
    Arrays.fill(changed, true);
    live = 0;
  }

  private void add(String series, int one) {
    int group = KeyGroupRangeAssignment.assignToKeyGroup(series, maxParallelism) - firstGroup;
    counts[group] += one;
    changed[group] = true;
    live += one;
  }

  /**
   * The number of series that the task keeps. Any thread may call this, and may see the value
   * before the last.
   */
  public long live() {
    return live;
  }
}
