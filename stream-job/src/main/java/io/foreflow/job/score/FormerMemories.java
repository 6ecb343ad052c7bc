package io.foreflow.job.score;

import io.foreflow.outcome.OutcomePlan;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The memories of models that stepped a series before, in which forecasts are still open. They are
 * at the end of a state, the newest first. Each has, little-endian:
 *
 * <pre>
 * byte  0- 7  long the model's id
 *       8-11  int  the number of the layout in the model's states
 *      12-15  int  how many bytes follow
 *      16-    the memory, and the sums of scores since the last record if there are records
 * </pre>
 */
final class FormerMemories {
  /** How many are kept. Those of the models before them are dropped, with their open forecasts. */
  static final int MOST = TrackedModels.MOST_VERSIONS - 1;

  private static final int HEADER_BYTES = 16;
  private static final int LAYOUT = 8;
  private static final int SIZE = 12;
  private static final byte[] NONE = {};

  private FormerMemories() {}

  /**
   * What the next state of a series keeps of the memories of this one. Sums of scores are written:
   * those of the model that stepped the series, and those of memories that are not kept.
   *
   * @param most how many memories are kept
   */
  static byte[] of(String series, byte[] state, TrackedModels models, int most) {
    ModelScores scores = models.of(state);
    if (scores == null) {
      return NONE;
    }
    OutcomePlan plan = scores.plan();
    int at = scores.model().stateBytes();
    int end = at + scores.layoutBytes();
    byte[] room = new byte[HEADER_BYTES + state.length - at];
    ByteBuffer kept = littleEndian(room);
    int count = 0;
    scores.writeRecord(series, state, scores.sumsAt(at));
    if (most > 0 && scores.isOpen(state, at)) {
      kept.putLong(scores.model().id())
          .putInt(scores.model().number())
          .putInt(plan.bytes() + scores.sumsBytes())
          .put(state, at, plan.bytes())
          .put(state, scores.sumsAt(at), scores.sumsBytes());
      count++;
    }
    ByteBuffer former = littleEndian(state);
    int bytes;
    for (int from = end; from < state.length; from += bytes) {
      bytes = HEADER_BYTES + former.getInt(from + SIZE);
      if (count < most) {
        kept.put(state, from, bytes);
        count++;
      } else {
        writeRecord(series, state, from, models);
      }
    }
    return Arrays.copyOf(room, kept.position());
  }

  private static void writeRecord(String series, byte[] state, int from, TrackedModels models) {
    ModelScores scores = find(state, from, models);
    if (scores != null) {
      scores.writeRecord(series, state, from + HEADER_BYTES + scores.plan().bytes());
    }
  }

  /** The model whose memory begins here; null if it is not known any more. */
  static @Nullable ModelScores find(byte[] state, int from, TrackedModels models) {
    ByteBuffer header = littleEndian(state);
    return models.find(header.getLong(from), header.getInt(from + LAYOUT));
  }

  /**
   * Scores the forecasts that were made for a reading.
   *
   * @param from where the memories begin
   * @return the state without memories that have no open forecast any more
   */
  static byte[] meet(
      String series, byte[] state, int from, TrackedModels models, long slot, float value) {
    byte[] kept = state;
    int at = from;
    while (at < kept.length) {
      int memory = at + HEADER_BYTES;
      int end = memory + littleEndian(kept).getInt(at + SIZE);
      ModelScores scores = find(kept, at, models);
      if (scores != null) {
        scores.meet(kept, memory, slot, value);
        scores.record(series, kept, memory + scores.plan().bytes(), slot);
      }
      if (scores != null && scores.isOpen(kept, memory)) {
        at = end;
      } else {
        writeRecord(series, kept, at, models);
        kept = without(kept, at, end);
      }
    }
    return kept;
  }

  private static byte[] without(byte[] state, int from, int to) {
    byte[] rest = Arrays.copyOf(state, state.length - (to - from));
    System.arraycopy(state, to, rest, from, state.length - to);
    return rest;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
