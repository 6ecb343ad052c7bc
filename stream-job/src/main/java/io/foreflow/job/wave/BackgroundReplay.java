package io.foreflow.job.wave;

import io.foreflow.job.score.SeriesMemories;
import io.foreflow.job.state.SeriesState;
import io.foreflow.model.StepWorkspace;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.flink.metrics.Counter;

/**
 * Series that move to a model between waves. The model steps their histories, one slot of each at a
 * time, for as many series as a wave has rows. So this can stop after each slot and go on later.
 *
 * <p>Meanwhile the former model steps the readings of these series, and their states are its own. A
 * series moves when the model has stepped all that the former one has: readings that came meanwhile
 * are replayed too. From the next reading on, the model steps it.
 *
 * <p>What is half replayed is in no snapshot. After a restore the replay begins again.
 */
final class BackgroundReplay {
  /** How many names wait at most. A series that is not noted is noted at a later reading. */
  static final int MOST_WAITING = 100_000;

  private static final int FLOATS = SeriesState.HEADER_BYTES;

  private final StepWorkspace workspace;
  private final ReplayedSlots slots;
  private final SeriesMemories memories;
  private final SeriesStates states;
  private final Counter takeovers;
  private final Predicate<byte[]> former;

  private final Queue<String> waiting = new ArrayDeque<>();
  private final Set<String> noted = new HashSet<>();

  private final String[] series;
  private final byte[][] next;
  private final float[][] histories;
  private final long[] lastSlots;
  private final int[] done;
  private final int[] behind;
  private int size;
  private int urgent;
  private int moved;

  /**
   * No series yet.
   *
   * @param workspace of the model; used by its waves too, since nothing is left in it between goes
   * @param takeovers counts series that have moved
   * @param former whether the former model wrote a state
   */
  BackgroundReplay(
      StepWorkspace workspace,
      ReplayedSlots slots,
      SeriesMemories memories,
      SeriesStates states,
      Counter takeovers,
      Predicate<byte[]> former) {
    this.workspace = workspace;
    this.slots = slots;
    this.memories = memories;
    this.states = states;
    this.takeovers = takeovers;
    this.former = former;
    int capacity = workspace.capacity();
    series = new String[capacity];
    next = new byte[capacity][];
    histories = new float[capacity][];
    lastSlots = new long[capacity];
    done = new int[capacity];
    behind = new int[capacity];
  }

  /** Notes a series that the former model has stepped. It moves after those before it. */
  void add(String name) {
    if (noted.size() < MOST_WAITING && noted.add(name)) {
      waiting.add(name);
    }
  }

  /** Whether no series is noted. */
  boolean isEmpty() {
    return noted.isEmpty();
  }

  /**
   * Whether to go on at once, because a series falls behind its readings instead of catching up.
   */
  boolean isUrgent() {
    return urgent > 0;
  }

  /** How many series have moved since the last call. */
  int takeMoved() {
    int since = moved;
    moved = 0;
    return since;
  }

  /** Begins a go: takes the workspace, which waves have used. */
  void resume() throws IOException {
    for (int row = 0; row < size; row++) {
      workspace.loadState(row, next[row], FLOATS);
    }
    while (size < series.length && begin(size)) {
      size++;
    }
  }

  /** Steps one slot of each series. Has to be called between {@link #resume} and {@link #pause}. */
  void step() throws IOException {
    if (size == 0) {
      return;
    }
    for (int row = 0; row < size; row++) {
      slots.observe(row, slot(row), histories[row][done[row]]);
    }
    slots.step(size);
    for (int row = 0; row < size; row++) {
      slots.warm(row, next[row], slot(row), histories[row], done[row]);
      done[row]++;
    }
    workspace.carryStates(size);
    // Backwards, so that the row that fills a gap has been looked at.
    for (int row = size - 1; row >= 0; row--) {
      if (done[row] == histories[row].length) {
        end(row);
      }
    }
  }

  /** Ends a go. */
  void pause() {
    for (int row = 0; row < size; row++) {
      workspace.storeState(row, next[row], FLOATS);
    }
  }

  /** The slot that a row steps next. */
  private long slot(int row) {
    return lastSlots[row] - histories[row].length + 1 + done[row];
  }

  /** Fills a row with the next series that waits. False if none does. */
  private boolean begin(int row) throws IOException {
    String name;
    while ((name = waiting.poll()) != null) {
      byte[] state = states.read(name);
      if (state != null && former.test(state)) {
        series[row] = name;
        behind[row] = Integer.MAX_VALUE;
        replay(row, state);
        if (histories[row].length > 0) {
          return true;
        }
        move(row, state);
      }
      noted.remove(name);
    }
    return false;
  }

  /** Begins the replay of a row's series. */
  private void replay(int row, byte[] state) {
    next[row] = memories.newState();
    histories[row] = SeriesState.history(state);
    lastSlots[row] = SeriesState.lastSlot(state);
    done[row] = 0;
    workspace.clearState(row);
  }

  /** Moves the series of a row that has replayed its history, unless it has more by now. */
  private void end(int row) throws IOException {
    if (behind[row] == 0) {
      urgent--;
    }
    byte[] state = states.read(series[row]);
    if (state != null && former.test(state)) {
      long more = SeriesState.lastSlot(state) - lastSlots[row];
      if (more > 0) {
        extend(row, state, more);
        return;
      }
      move(row, state);
    }
    remove(row);
  }

  /** Goes on with the readings that came meanwhile. */
  private void extend(int row, byte[] state, long more) {
    float[] history = SeriesState.history(state);
    if (more < history.length) {
      float[] before = histories[row];
      int added = (int) more;
      histories[row] = Arrays.copyOf(before, before.length + added);
      System.arraycopy(history, history.length - added, histories[row], before.length, added);
      lastSlots[row] += more;
    } else {
      replay(row, state);
    }
    int left = histories[row].length - done[row];
    boolean fallsBehind = left >= behind[row] || more >= history.length;
    behind[row] = fallsBehind ? 0 : left;
    if (fallsBehind) {
      urgent++;
    }
  }

  private void move(int row, byte[] state) throws IOException {
    byte[] replayed = next[row];
    workspace.storeState(row, replayed, FLOATS);
    slots.goLive(replayed);
    states.write(series[row], memories.takeOver(series[row], state, replayed));
    takeovers.inc();
    moved++;
  }

  private void remove(int row) throws IOException {
    noted.remove(series[row]);
    if (!begin(row)) {
      int last = --size;
      if (row < last) {
        series[row] = series[last];
        next[row] = next[last];
        histories[row] = histories[last];
        lastSlots[row] = lastSlots[last];
        done[row] = done[last];
        behind[row] = behind[last];
        workspace.copyState(last, row);
      }
    }
  }
}
