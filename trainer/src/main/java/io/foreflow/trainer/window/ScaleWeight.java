package io.foreflow.trainer.window;

import java.util.List;

/**
 * The weight of a target by the scale of its series: (scale / reference)^exponent. Errors are
 * measured in scales. With exponent 0 each series counts the same, however large its numbers are.
 * With 1 absolute errors count in the series' own units, with 2 squared errors.
 *
 * @param exponent the power of the scale
 * @param reference the scale that has weight 1
 */
public record ScaleWeight(double exponent, double reference) {

  /** The weight 1 for every target. */
  public static final ScaleWeight ALIKE = new ScaleWeight(0, 1);

  /** Weights with the mean scale of the spans as reference. */
  public static ScaleWeight of(double exponent, List<LearningSpan> spans) {
    if (exponent == 0) {
      return ALIKE;
    }
    double sum = 0;
    long slots = 0;
    for (LearningSpan span : spans) {
      int to = Math.max(span.firstWarm(), span.end());
      sum = span.features().addScales(sum, span.firstWarm(), to);
      slots += to - span.firstWarm();
    }
    return slots == 0 || sum == 0 ? ALIKE : new ScaleWeight(exponent, sum / slots);
  }

  float of(float scale) {
    return exponent == 0 ? 1 : (float) Math.pow(scale / reference, exponent);
  }
}
