package io.foreflow.job.wave;

import io.foreflow.model.StepWorkspace;

/**
 * Steps each row of a batch that is behind through the slots before its reading: slots that were
 * skipped, and the history of a series that another model has stepped and that moves with this
 * reading.
 */
final class CatchUp {
  private final StepWorkspace workspace;
  private final ReplayedSlots slots;

  CatchUp(StepWorkspace workspace, ReplayedSlots slots) {
    this.workspace = workspace;
    this.slots = slots;
  }

  /** Rows with as many slots to go step together, and rows further behind come first. */
  void run(WaveBatch batch) {
    int rows = 0;
    for (int before = batch.mostBehind(); before > 0; before--) {
      while (rows < batch.size() && batch.behind(rows) >= before) {
        rows++;
      }
      for (int row = 0; row < rows; row++) {
        slots.observe(row, batch.slot(row) - before, batch.past(row, before));
      }
      slots.step(rows);
      for (int row = 0; row < rows; row++) {
        warm(batch, row, before);
      }
      workspace.carryStates(rows);
    }
  }

  private void warm(WaveBatch batch, int row, int before) {
    float[] history = batch.replay(row);
    int index = batch.behind(row) - before;
    if (history == null || index >= history.length) {
      return;
    }
    byte[] state = batch.state(row);
    slots.warm(row, state, batch.slot(row) - before, history, index);
    if (index == history.length - 1) {
      slots.goLive(state);
    }
  }
}
