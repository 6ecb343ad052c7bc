package io.foreflow.job.score;

import io.foreflow.job.state.SeriesState;
import io.foreflow.outcome.OutcomePlan;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The memories of models that stepped a series before, in which forecasts are still open. They are
 * at the end of a state, the newest first. Each has, little-endian:
 *
 * <pre>
 * byte  0- 7  long the model's id
 *       8-11  int  the number of the layout in the model's states
 *      12-15  int  how many bytes the memory has
 *      16-    the memory
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

  /** What the next state of a series keeps of the memories of this one. */
  static byte[] of(byte[] state, TrackedModels models) {
    ModelScores scores = models.find(SeriesState.model(state), SeriesState.layout(state));
    if (scores == null) {
      return NONE;
    }
    OutcomePlan plan = scores.plan();
    int at = scores.model().stateBytes();
    int end = at + scores.layoutBytes();
    byte[] room = new byte[HEADER_BYTES + state.length - at];
    ByteBuffer kept = littleEndian(room);
    int count = 0;
    if (scores.isOpen(state, at)) {
      kept.putLong(scores.model().id())
          .putInt(scores.model().number())
          .putInt(plan.bytes())
          .put(state, at, plan.bytes());
      count++;
    }
    ByteBuffer former = littleEndian(state);
    for (int from = end; from < state.length && count < MOST; count++) {
      int bytes = HEADER_BYTES + former.getInt(from + SIZE);
      kept.put(state, from, bytes);
      from += bytes;
    }
    return Arrays.copyOf(room, kept.position());
  }

  /**
   * Scores the forecasts that were made for a reading.
   *
   * @param from where the memories begin
   * @return the state without memories that have no open forecast any more
   */
  static byte[] meet(byte[] state, int from, TrackedModels models, long slot, float value) {
    byte[] kept = state;
    int at = from;
    while (at < kept.length) {
      ByteBuffer header = littleEndian(kept);
      int memory = at + HEADER_BYTES;
      int end = memory + header.getInt(at + SIZE);
      ModelScores scores = models.find(header.getLong(at), header.getInt(at + LAYOUT));
      if (scores != null) {
        scores.meet(kept, memory, slot, value);
      }
      if (scores != null && scores.isOpen(kept, memory)) {
        at = end;
      } else {
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
