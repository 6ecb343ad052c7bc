package io.foreflow.console.memory;

import java.util.List;

/**
 * Errors of the kept forecasts of a series by step, and how often readings lay below each level.
 *
 * @param models one entry for each version; two if it was both a shadow and live
 * @param calibration of all versions together
 */
public record StepErrors(List<OfVersion> models, Calibration calibration) {
  public StepErrors {
    models = List.copyOf(models);
  }

  /**
   * Errors of a version. A list has one entry for each step, from 1.
   *
   * @param mae mean absolute errors of the middle level
   * @param naiveMae of the seasonal naive forecast, where there is one; NaN without one
   * @param coverage of the outer band
   * @param nominal share that the outer band should hold
   * @param count readings that were compared
   */
  public record OfVersion(
      Forecaster forecaster,
      List<Integer> steps,
      List<Double> mae,
      List<Double> naiveMae,
      List<Double> coverage,
      double nominal,
      List<Integer> count) {
    public OfVersion {
      steps = List.copyOf(steps);
      mae = List.copyOf(mae);
      naiveMae = List.copyOf(naiveMae);
      coverage = List.copyOf(coverage);
      count = List.copyOf(count);
    }
  }

  /**
   * How often readings lay at or below the quantile of each level.
   *
   * @param count readings that were compared with each level
   */
  public record Calibration(List<Double> levels, List<Double> share, long count) {
    public Calibration {
      levels = List.copyOf(levels);
      share = List.copyOf(share);
    }
  }
}
