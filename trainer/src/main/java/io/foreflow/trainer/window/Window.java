package io.foreflow.trainer.window;

import io.foreflow.trainer.features.SeriesFeatures;

/**
 * A stretch of one series in a batch.
 *
 * @param features the features of the whole series
 * @param start first slot of the window
 * @param length number of slots of the window
 * @param firstOrigin first slot whose forecast has a loss
 * @param targetEnd slot after the last one that may be a target
 * @param goesOn whether it starts from the final state of its row's last window, and not from zero
 */
public record Window(
    SeriesFeatures features,
    int start,
    int length,
    int firstOrigin,
    int targetEnd,
    boolean goesOn) {

  /** Whether any origin of the window has a target that may count. */
  public boolean teaches() {
    return firstOrigin < Math.min(start + length, targetEnd - 1);
  }
}
