package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The recurrence of a cell whose gates do not read the state, computed for all slots of a window
 * together:
 *
 * <pre>
 * h_t = keep_t h_{t-1} + add_t        keep in [0, 1]
 * </pre>
 *
 * <p>The slots are cut into chunks. A chunk as a whole is a step of the same form: it keeps the
 * product of its keeps. So the states at the ends of all chunks are a recurrence over an eighth of
 * the slots, which is computed in the same way. From these ends the slots within all chunks are
 * computed at once.
 *
 * <p>It only multiplies by numbers from 0 to 1 and adds. There is no division and no logarithm, so
 * the result is as exact as step by step, for gates that are fully open or closed and for any
 * number of slots. Every operation is element by element, so the number of threads changes no bit.
 */
final class LinearRecurrence {

  /** Longer chunks mean fewer levels, and more operations one after the other in each. */
  private static final int CHUNK = 8;

  private LinearRecurrence() {}

  /**
   * Runs the recurrence.
   *
   * @param keep the share of the last state, [batch, time, hidden]
   * @param add what is added to it, [batch, time, hidden]
   * @param start the state before the first slot, [batch, hidden]
   * @return the states of all slots as output, and the last one as the only part of the state
   */
  static RecurrentCell.Sequence run(NDArray keep, NDArray add, NDArray start) {
    long time = keep.getShape().get(1);
    long whole = time / CHUNK * CHUNK;
    if (whole <= CHUNK) {
      return slotBySlot(keep, add, start);
    }
    if (whole == time) {
      return inChunks(keep, add, start);
    }
    NDList keeps = keep.split(new long[] {whole}, 1);
    NDList adds = add.split(new long[] {whole}, 1);
    RecurrentCell.Sequence most = inChunks(keeps.get(0), adds.get(0), start);
    RecurrentCell.Sequence rest = slotBySlot(keeps.get(1), adds.get(1), most.state().get(0));
    return new RecurrentCell.Sequence(
        NDArrays.concat(new NDList(most.output(), rest.output()), 1), rest.state());
  }

  private static RecurrentCell.Sequence slotBySlot(NDArray keep, NDArray add, NDArray start) {
    List<NDArray> keeps = cutAt(keep, 1);
    List<NDArray> adds = cutAt(add, 1);
    NDList states = new NDList();
    NDArray state = start;
    for (int slot = 0; slot < keeps.size(); slot++) {
      state = keeps.get(slot).mul(state).add(adds.get(slot));
      states.add(state);
    }
    return new RecurrentCell.Sequence(NDArrays.stack(states, 1), List.of(state));
  }

  /** The recurrence over whole chunks, two of them or more. */
  private static RecurrentCell.Sequence inChunks(NDArray keep, NDArray add, NDArray start) {
    List<NDArray> keeps = placesInChunks(keep);
    List<NDArray> adds = placesInChunks(add);
    NDArray kept = keeps.get(0);
    NDArray added = adds.get(0);
    for (int place = 1; place < CHUNK; place++) {
      kept = keeps.get(place).mul(kept);
      added = keeps.get(place).mul(added).add(adds.get(place));
    }
    RecurrentCell.Sequence ends = run(kept, added, start);

    long chunks = ends.output().getShape().get(1);
    NDArray othersEnds = ends.output().split(new long[] {chunks - 1}, 1).get(0);
    NDArray state = NDArrays.concat(new NDList(start.expandDims(1), othersEnds), 1);
    NDList states = new NDList();
    for (int place = 0; place < CHUNK - 1; place++) {
      state = keeps.get(place).mul(state).add(adds.get(place));
      states.add(state);
    }
    states.add(ends.output());
    NDArray output = NDArrays.stack(states, 2).reshape(keep.getShape());
    return new RecurrentCell.Sequence(output, ends.state());
  }

  /** For each place in a chunk, the slots at this place in all chunks: [batch, chunks, hidden]. */
  private static List<NDArray> placesInChunks(NDArray slots) {
    long batch = slots.getShape().get(0);
    long chunks = slots.getShape().get(1) / CHUNK;
    NDArray cut = slots.reshape(batch, chunks, CHUNK, slots.getShape().get(2));
    return cutAt(cut, 2);
  }

  /** All indexes of an axis, in one operation: its gradient is one operation too. */
  private static List<NDArray> cutAt(NDArray array, int axis) {
    long[] bounds = LongStream.range(1, array.getShape().get(axis)).toArray();
    List<NDArray> parts = new ArrayList<>();
    NDList cut = bounds.length == 0 ? new NDList(array) : array.split(bounds, axis);
    cut.forEach(part -> parts.add(part.squeeze(axis)));
    return parts;
  }
}
