package io.foreflow.outcome;

import io.foreflow.wire.StepScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sums of the scores of one series since they were last cleared, as a part of a {@code byte[]}.
 * This object holds nothing of a series. Zeros are sums of nothing. Little-endian:
 *
 * <pre>
 * byte  0- 7  long  the slot of the first reading that is counted
 *       8-11  int   how many slots the last one lies behind it, plus 1; 0 for sums of nothing
 *      12-15  float the scale of the series at the last one
 *      16-    for each tracked step: int forecasts, inside, compared; long loss, error, naive error
 * </pre>
 */
public final class SeriesSums {
  private static final int FROM = 0;
  private static final int SLOTS = 8;
  private static final int SCALE = 12;
  private static final int HEADER_BYTES = 16;
  private static final int STEP_BYTES = 3 * Integer.BYTES + 3 * Long.BYTES;

  private static final int FORECASTS = 0;
  private static final int INSIDE = 4;
  private static final int COMPARED = 8;
  private static final int LOSS = 12;
  private static final int ERROR = 20;
  private static final int NAIVE_ERROR = 28;

  private final OutcomePlan plan;

  /** The sums of the series of one model. */
  public SeriesSums(OutcomePlan plan) {
    this.plan = plan;
  }

  /** How many bytes they take: 16, and 36 for each tracked step, rounded up to a multiple of 8. */
  public static int bytes(OutcomePlan plan) {
    int bytes = HEADER_BYTES + plan.tracked() * STEP_BYTES;
    return (bytes + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
  }

  /** Whether nothing was added since the last {@link #clear}. */
  public boolean isEmpty(byte[] bytes, int at) {
    return Bytes.getInt(bytes, at + SLOTS) == 0;
  }

  /** The slot of the first reading that is counted. */
  public long from(byte[] bytes, int at) {
    return Bytes.getLong(bytes, at + FROM);
  }

  /** The slot of the last reading that is counted. */
  public long to(byte[] bytes, int at) {
    return from(bytes, at) + Bytes.getInt(bytes, at + SLOTS) - 1;
  }

  /** The scale of the series at the last reading that is counted. */
  public float scale(byte[] bytes, int at) {
    return Bytes.getFloat(bytes, at + SCALE);
  }

  /**
   * Adds the scores of one reading.
   *
   * @param slot of the reading: less than 2^31 slots behind the first
   */
  public void add(byte[] bytes, int at, long slot, float scale, ScoreSums reading) {
    if (isEmpty(bytes, at)) {
      Bytes.putLong(bytes, at + FROM, slot);
    }
    Bytes.putInt(bytes, at + SLOTS, Math.toIntExact(slot - from(bytes, at) + 1));
    Bytes.putFloat(bytes, at + SCALE, scale);
    for (int i = 0; i < plan.tracked(); i++) {
      int step = at + HEADER_BYTES + i * STEP_BYTES;
      addInt(bytes, step + FORECASTS, reading.forecasts(i));
      addInt(bytes, step + INSIDE, reading.inside(i));
      addInt(bytes, step + COMPARED, reading.compared(i));
      addLong(bytes, step + LOSS, reading.losses(i));
      addLong(bytes, step + ERROR, reading.errors(i));
      addLong(bytes, step + NAIVE_ERROR, reading.naiveErrors(i));
    }
  }

  private static void addInt(byte[] bytes, int at, long more) {
    Bytes.putInt(bytes, at, (int) (Bytes.getInt(bytes, at) + more));
  }

  private static void addLong(byte[] bytes, int at, long more) {
    Bytes.putLong(bytes, at, Bytes.getLong(bytes, at) + more);
  }

  /** The sums by tracked step. */
  public List<StepScore> steps(byte[] bytes, int at) {
    List<StepScore> steps = new ArrayList<>();
    for (int i = 0; i < plan.tracked(); i++) {
      int step = at + HEADER_BYTES + i * STEP_BYTES;
      steps.add(
          new StepScore(
              plan.step(i),
              Bytes.getInt(bytes, step + FORECASTS),
              Bytes.getInt(bytes, step + INSIDE),
              Bytes.getLong(bytes, step + LOSS),
              Bytes.getInt(bytes, step + COMPARED),
              Bytes.getLong(bytes, step + ERROR),
              Bytes.getLong(bytes, step + NAIVE_ERROR)));
    }
    return steps;
  }

  /** Begins anew. */
  public void clear(byte[] bytes, int at) {
    Arrays.fill(bytes, at, at + bytes(plan), (byte) 0);
  }
}
