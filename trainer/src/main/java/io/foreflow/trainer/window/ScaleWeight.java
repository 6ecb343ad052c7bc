package io.foreflow.trainer.window;

import io.foreflow.trainer.features.SeriesFeatures;
import java.util.List;

/**
 * How much a target counts by the scale of its series: (scale / reference)^exponent. Errors are
 * learnt in scales, so that with exponent 0 each series counts alike, however large its numbers
 * are; with 1, absolute errors count in the series' own units, with 2 squared ones.
 *
 * @param reference the scale that counts 1
 */
public record ScaleWeight(double exponent, double reference) {

  /** Every target counts 1. */
  public static final ScaleWeight ALIKE = new ScaleWeight(0, 1);

  /** With the mean scale of what is learnt from as reference. */
  public static ScaleWeight of(double exponent, List<LearningSpan> spans) {
    if (exponent == 0) {
      return ALIKE;
    }
    double sum = 0;
    long slots = 0;
    for (LearningSpan span : spans) {
      SeriesFeatures features = span.features();
      for (int slot = span.firstWarm(); slot < span.end(); slot++) {
        sum += features.scale()[slot];
        slots++;
      }
    }
    return slots == 0 || sum == 0 ? ALIKE : new ScaleWeight(exponent, sum / slots);
  }

  float of(float scale) {
    return exponent == 0 ? 1 : (float) Math.pow(scale / reference, exponent);
  }
}
