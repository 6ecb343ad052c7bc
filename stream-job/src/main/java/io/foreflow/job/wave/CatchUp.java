package io.foreflow.job.wave;

import io.foreflow.job.score.MemoryWarmup;
import io.foreflow.job.score.SeriesMemories;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.StepWorkspace;
import io.foreflow.series.SlotGrid;
import org.jspecify.annotations.Nullable;

/**
 * Steps each row of a batch that is behind through the slots before its reading: slots that were
 * skipped, and the history of a series that another model has stepped. A history also warms the
 * calibration of the series, where there is one.
 */
final class CatchUp {
  private static final int TARGET = 0;

  private final StepWorkspace workspace;
  private final SlotGrid grid;
  private final int features;
  private final int seenOffset;
  private final int warmupSteps;
  private final @Nullable MemoryWarmup warmup;

  CatchUp(
      Manifest manifest,
      int seenOffset,
      SlotGrid grid,
      StepWorkspace workspace,
      SeriesMemories memories) {
    this.workspace = workspace;
    this.grid = grid;
    this.seenOffset = seenOffset;
    features = manifest.features().size();
    warmupSteps = manifest.warmup();
    warmup = memories.warmup();
  }

  /** Rows with as many slots to go step together, and rows further behind come first. */
  void run(WaveBatch batch) {
    int rows = 0;
    for (int before = batch.mostBehind(); before > 0; before--) {
      while (rows < batch.size() && batch.behind(rows) >= before) {
        rows++;
      }
      for (int row = 0; row < rows; row++) {
        workspace.setObserved(row, TARGET, batch.past(row, before));
        for (int feature = 1; feature < features; feature++) {
          workspace.setObserved(row, feature, Float.NaN);
        }
        workspace.setTime(row, grid.timeOf(batch.slot(row) - before));
      }
      workspace.step(rows);
      for (int row = 0; row < rows; row++) {
        workspace.carryState(row);
        if (warmup != null) {
          warm(warmup, batch, row, before);
        }
      }
    }
  }

  private void warm(MemoryWarmup memories, WaveBatch batch, int row, int before) {
    float[] history = batch.replay(row);
    int index = batch.behind(row) - before;
    if (history == null || index >= history.length) {
      return;
    }
    byte[] state = batch.state(row);
    long slot = batch.slot(row) - before;
    memories.meet(state, slot, history[index]);
    if (workspace.nextState(row, seenOffset) >= warmupSteps) {
      float[] forecast = memories.forecast();
      for (int i = 0; i < forecast.length; i++) {
        forecast[i] = workspace.forecast(row, memories.place(i));
      }
      memories.remember(state, slot, history, index);
    }
    if (index == history.length - 1) {
      memories.goLive(state);
    }
  }
}
