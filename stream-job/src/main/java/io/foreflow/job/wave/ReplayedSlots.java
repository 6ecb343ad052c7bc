package io.foreflow.job.wave;

import io.foreflow.job.score.MemoryWarmup;
import io.foreflow.job.score.SeriesMemories;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.StepWorkspace;
import io.foreflow.series.SlotGrid;
import org.jspecify.annotations.Nullable;

/**
 * How a model steps a slot of the past: by its value only, since covariates are not kept. The slots
 * of a history also warm the calibration of the series, where there is one.
 */
final class ReplayedSlots {
  private static final int TARGET = 0;

  private final StepWorkspace workspace;
  private final SlotGrid grid;
  private final int features;
  private final int seenOffset;
  private final int warmupSteps;
  private final @Nullable MemoryWarmup warmup;

  ReplayedSlots(
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

  /** Sets what a row steps next. NaN is missing. */
  void observe(int row, long slot, float value) {
    workspace.setObserved(row, TARGET, value);
    for (int feature = 1; feature < features; feature++) {
      workspace.setObserved(row, feature, Float.NaN);
    }
    workspace.setTime(row, grid.modelTimeOf(slot));
  }

  /** Steps the first rows. Their forecasts are made only if there is something to warm by them. */
  void step(int rows) {
    if (warmup == null) {
      workspace.replay(rows);
    } else {
      workspace.step(rows);
    }
  }

  /**
   * Warms the calibration of a series by the reading of its history that its row has stepped last.
   *
   * @param state whose memory is warmed
   * @param index of the reading
   */
  void warm(int row, byte[] state, long slot, float[] history, int index) {
    MemoryWarmup memories = warmup;
    if (memories == null) {
      return;
    }
    memories.meet(state, slot, history[index]);
    if (workspace.nextState(row, seenOffset) >= warmupSteps) {
      float[] forecast = memories.forecast();
      for (int i = 0; i < forecast.length; i++) {
        forecast[i] = workspace.forecast(row, memories.place(i));
      }
      memories.remember(state, slot, history, index);
    }
  }

  /** Ends the warming of a series: what is emitted from now on counts. */
  void goLive(byte[] state) {
    if (warmup != null) {
      warmup.goLive(state);
    }
  }
}
