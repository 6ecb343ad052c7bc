package io.foreflow.job.wave;

import io.foreflow.job.arrival.AcceptedReading;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gathers readings for the next step of the model: at most one of each series, so that a series'
 * readings step in the order in which they came. A second reading of a series waits in that series'
 * queue and moves up when the wave has run.
 *
 * <p>All data is in arrays of fixed size, because every reading passes through here. An
 * open-addressing table of row numbers, at most half full, finds rows. Waiting readings are in a
 * pool whose cells are chained by number: each row's queue, and the free cells.
 */
public final class Wave {
  private static final int NONE = -1;

  private final AcceptedReading[] rows;
  private final int[] firstWaiting;
  private final int[] lastWaiting;
  private final int[] table;

  private final @Nullable AcceptedReading[] waiting;
  private final int[] next;
  private int free;
  private int size;

  /** A wave of at most {@code capacity} rows. As many readings can wait for the next one. */
  public Wave(int capacity) {
    rows = new AcceptedReading[capacity];
    firstWaiting = new int[capacity];
    lastWaiting = new int[capacity];
    table = new int[Integer.highestOneBit(capacity) * 4];
    Arrays.fill(table, NONE);
    waiting = new AcceptedReading[capacity];
    next = new int[capacity];
    for (int cell = 0; cell < capacity; cell++) {
      next[cell] = cell + 1 < capacity ? cell + 1 : NONE;
    }
  }

  /** Adds a reading. Must not be called when the wave is full. */
  public void add(AcceptedReading reading) {
    String series = reading.reading().series();
    int cell = find(series);
    int row = table[cell];
    if (row == NONE) {
      table[cell] = size;
      append(reading, NONE, NONE);
    } else {
      wait(row, reading);
    }
  }

  /** Whether the wave has to run before it can take another reading. */
  public boolean isFull() {
    return size == rows.length || free == NONE;
  }

  /** Whether no reading is held, not even a waiting one. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** How many readings would step if the wave ran now. */
  int size() {
    return size;
  }

  /** One of the readings that would step. */
  AcceptedReading row(int row) {
    return rows[row];
  }

  /** Makes the next wave of the readings that wait. Has to be called after the wave has run. */
  public void advance() {
    int ran = size;
    Arrays.fill(table, NONE);
    size = 0;
    for (int row = 0; row < ran; row++) {
      int cell = firstWaiting[row];
      if (cell != NONE) {
        AcceptedReading reading = take(cell);
        table[find(reading.reading().series())] = size;
        // Rows only move to the front, so this one's queue is read before it is overwritten.
        int rest = next[cell];
        int last = lastWaiting[row];
        release(cell);
        append(reading, rest, rest == NONE ? NONE : last);
      }
    }
    // Forgets stepped readings: a quiet task would keep its last wave for ever.
    Arrays.fill(rows, size, ran, null);
  }

  private void append(AcceptedReading reading, int first, int last) {
    rows[size] = reading;
    firstWaiting[size] = first;
    lastWaiting[size] = last;
    size++;
  }

  private void wait(int row, AcceptedReading reading) {
    int cell = free;
    free = next[cell];
    waiting[cell] = reading;
    next[cell] = NONE;
    if (firstWaiting[row] == NONE) {
      firstWaiting[row] = cell;
    } else {
      next[lastWaiting[row]] = cell;
    }
    lastWaiting[row] = cell;
  }

  private AcceptedReading take(int cell) {
    AcceptedReading reading = waiting[cell];
    if (reading == null) {
      throw new IllegalStateException("No reading waits in cell " + cell);
    }
    return reading;
  }

  private void release(int cell) {
    waiting[cell] = null;
    next[cell] = free;
    free = cell;
  }

  /** The table's cell that holds the series' row, or the empty one where it belongs. */
  private int find(String series) {
    int hash = series.hashCode() * 0x9E3779B9;
    int mask = table.length - 1;
    int cell = (hash >>> 15) & mask;
    while (table[cell] != NONE && !rows[table[cell]].reading().series().equals(series)) {
      cell = (cell + 1) & mask;
    }
    return cell;
  }
}
