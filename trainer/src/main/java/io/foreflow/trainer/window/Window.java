package io.foreflow.trainer.window;

import io.foreflow.trainer.features.SeriesFeatures;

/**
 * A stretch of one series in a batch.
 *
 * @param features of the whole series
 * @param start first slot of the window
 * @param length slots of the window
 * @param firstOrigin first slot that carries loss
 * @param targetEnd slot behind the last one that may be a target
 * @param goesOn whether it starts from the state that its row's last window has ended with, and not
 *     from zero
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
