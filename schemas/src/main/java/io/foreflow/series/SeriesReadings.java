package io.foreflow.series;

import io.foreflow.wire.Reading;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Past readings of one series, in any order, and the slots that the job would step with them if it
 * waited for the last one. {@link SlotPolicy} makes one reading of those of a slot. {@link
 * SlotStep} says where the series goes on, and where it starts afresh. Serves one thread.
 */
public final class SeriesReadings {
  private static final int FIRST_ROOM = 16;

  private final String series;
  private final int covariates;
  private long[] times = new long[FIRST_ROOM];
  private float[] values;
  private int count;
  private boolean sorted = true;

  /**
   * A series without readings.
   *
   * @param covariates how many each of its readings has
   */
  public SeriesReadings(String series, int covariates) {
    this.series = series;
    this.covariates = covariates;
    this.values = new float[times.length * (1 + covariates)];
  }

  public int count() {
    return count;
  }

  /** The bytes that {@link #writeTo} takes for a reading with this many covariates. */
  public static int bytesPerReading(int covariates) {
    return Long.BYTES + Float.BYTES * (1 + covariates);
  }

  /** Writes readings in the order in which they were added. */
  public void writeTo(ByteBuffer target, int from, int to) {
    int width = 1 + covariates;
    for (int i = from; i < to; i++) {
      target.putLong(times[i]);
      for (int at = i * width; at < (i + 1) * width; at++) {
        target.putFloat(values[at]);
      }
    }
  }

  /** Adds all readings that {@link #writeTo} wrote. */
  public void readFrom(ByteBuffer source) {
    float[] others = new float[covariates];
    while (source.hasRemaining()) {
      long time = source.getLong();
      float value = source.getFloat();
      for (int i = 0; i < covariates; i++) {
        others[i] = source.getFloat();
      }
      add(time, value, others);
    }
  }

  /** Forgets all readings, and gives their memory back. */
  public void clear() {
    times = new long[FIRST_ROOM];
    values = new float[times.length * (1 + covariates)];
    count = 0;
    sorted = true;
  }

  /** Adds a copy of a reading. NaN = missing. */
  public void add(long time, float value, float[] covariates) {
    if (covariates.length != this.covariates) {
      throw new IllegalArgumentException(
          "covariates: found " + covariates.length + ", allowed: " + this.covariates);
    }
    int width = 1 + this.covariates;
    if (count == times.length) {
      times = Arrays.copyOf(times, count * 2);
      values = Arrays.copyOf(values, Math.multiplyExact(times.length, width));
    }
    sorted &= count == 0 || times[count - 1] <= time;
    times[count] = time;
    values[count * width] = value;
    System.arraycopy(covariates, 0, values, count * width + 1, this.covariates);
    count++;
  }

  /** The slots of the series, from its first reading to its last. */
  public List<SlotRun> runs(SlotRules rules) {
    SlotPolicy policy =
        SlotPolicy.of(rules.duplicates(), rules.grid(), rules.covariatesOf(covariates));
    SlotRuns runs = new SlotRuns(rules, rules.covariatesOf(covariates));
    Open open = new Open(policy, runs);
    if (sorted) {
      for (int i = 0; i < count; i++) {
        open.take(reading(i));
      }
    } else {
      // Stable: readings of the same time stay in the order in which they came.
      IntStream.range(0, count)
          .boxed()
          .sorted(Comparator.comparingLong(i -> times[i]))
          .forEachOrdered(i -> open.take(reading(i)));
    }
    open.close();
    return runs.done();
  }

  private Reading reading(int i) {
    int at = i * (1 + covariates);
    return new Reading(
        series,
        times[i],
        values[at],
        covariates == 0
            ? Reading.NO_COVARIATES
            : Arrays.copyOfRange(values, at + 1, at + 1 + covariates));
  }

  /** Makes one reading of those that come for one slot, one after the other. */
  private static final class Open {
    private final SlotPolicy policy;
    private final SlotRuns runs;
    private @Nullable SlotContent<HasReading> slot;
    private long due;

    Open(SlotPolicy policy, SlotRuns runs) {
      this.policy = policy;
      this.runs = runs;
    }

    void take(Reading reading) {
      long due = policy.due(reading);
      HasReading next = () -> reading;
      if (policy.merges() && this.due == due && slot instanceof OpenSlot<HasReading> open) {
        slot = open.with(next);
      } else {
        close();
        slot = policy.begin(next);
        this.due = due;
      }
    }

    void close() {
      if (slot != null) {
        runs.step(slot.reading());
      }
    }
  }
}
