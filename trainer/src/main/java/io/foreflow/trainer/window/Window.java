package io.foreflow.trainer.window;

import io.foreflow.trainer.features.FeatureMaker;
import io.foreflow.trainer.features.FeaturedSeries;

/**
 * A stretch of one series in a batch.
 *
 * @param features the whole series
 * @param start first slot of the window
 * @param length number of slots of the window
 * @param firstOrigin first slot whose forecast has a loss
 * @param targetEnd slot after the last one that may be a target
 * @param goesOn whether it starts from the final state of its row's last window, and not from zero
 */
public record Window(
    FeaturedSeries features,
    int start,
    int length,
    int firstOrigin,
    int targetEnd,
    boolean goesOn) {

  /** The slots whose features the window needs. */
  public FeatureMaker.Slots slots() {
    return new FeatureMaker.Slots(features, start, start + length);
  }

  /** Whether any origin of the window has a target that may count. */
  public boolean teaches() {
    return firstOrigin < Math.min(start + length, targetEnd - 1);
  }
}
