package io.foreflow.console.memory;

import io.foreflow.wire.StepScore;
import java.util.List;

/**
 * The sums of scores of a version over the last day.
 *
 * @param shadow whether the version forecasts as a shadow, and never did live
 * @param nominalCoverage the share that the outer band should hold
 * @param steps ascending
 */
public record VersionScore(
    ModelVersion model, boolean shadow, double nominalCoverage, List<StepScore> steps) {
  public VersionScore {
    steps = List.copyOf(steps);
  }
}
