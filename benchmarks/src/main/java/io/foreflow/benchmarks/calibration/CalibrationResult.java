package io.foreflow.benchmarks.calibration;

import io.foreflow.evaluation.backtest.CalibratedStep;
import java.util.List;

/**
 * What calibration did to the forecasts of a task.
 *
 * @param task name of the task
 * @param title what it is, for a page
 * @param chosen whether the rates of the calibration were chosen on these series
 * @param series number of series
 * @param modelSha256 SHA-256 of the model file
 * @param nominalCoverage the share of readings that the outer band should hold
 * @param steps the tracked steps
 */
public record CalibrationResult(
    String task,
    String title,
    boolean chosen,
    int series,
    String modelSha256,
    double nominalCoverage,
    List<Step> steps) {

  /**
   * One tracked step.
   *
   * @param step from 1
   * @param targets readings that were compared
   * @param own share of them in the model's own band
   * @param calibrated share of them in the calibrated band
   * @param lossRatio the loss of the calibrated band's ends over that of its own
   */
  public record Step(int step, long targets, double own, double calibrated, double lossRatio) {

    static Step of(CalibratedStep found) {
      return new Step(
          found.step(),
          found.targets(),
          rounded(found.ownCoverage()),
          rounded(found.calibratedCoverage()),
          rounded(found.calibratedLoss() / found.ownLoss()));
    }

    private static double rounded(double number) {
      return Math.round(number * 1e4) / 1e4;
    }
  }

  public CalibrationResult {
    steps = List.copyOf(steps);
  }
}
