package io.foreflow.trainer.fit;

import io.foreflow.trainer.features.SeriesFeatures;

/**
 * A stretch of one series in a batch.
 *
 * @param features of the whole series
 * @param start first slot of the window
 * @param length slots of the window
 * @param firstOrigin first slot that carries loss
 * @param targetEnd slot behind the last one that may be a target
 */
record Window(SeriesFeatures features, int start, int length, int firstOrigin, int targetEnd) {

  /** Whether any origin of the window has a target that may count. */
  boolean teaches() {
    return firstOrigin < Math.min(start + length, targetEnd - 1);
  }
}
