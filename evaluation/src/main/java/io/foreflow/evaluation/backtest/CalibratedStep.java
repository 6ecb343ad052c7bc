package io.foreflow.evaluation.backtest;

/**
 * What online calibration did to the outer band of one step. A loss is the pinball loss of both
 * ends together, in mean errors of the series' seasonal naive forecast; NaN where no series has
 * such an error.
 *
 * @param step of the horizon, from 1
 * @param targets how many readings were compared
 * @param ownCoverage the share of them in the band that the model gave
 * @param calibratedCoverage the share of them in the calibrated band
 * @param ownLoss of the band that the model gave
 * @param calibratedLoss of the calibrated band
 */
public record CalibratedStep(
    int step,
    long targets,
    double ownCoverage,
    double calibratedCoverage,
    double ownLoss,
    double calibratedLoss) {

  static CalibratedStep of(int step, BandErrors own, BandErrors calibrated) {
    return new CalibratedStep(
        step, own.targets(), own.coverage(), calibrated.coverage(), own.loss(), calibrated.loss());
  }
}
