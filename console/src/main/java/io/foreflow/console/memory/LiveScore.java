package io.foreflow.console.memory;

import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.StepScore;

/**
 * How good the newest forecasts of a series were, in sums that forget: each time enough came, all
 * of them are halved. Not thread-safe.
 */
final class LiveScore {

  /** Forecasts after which the sums are halved. */
  private static final double ENOUGH = 2000;

  static final int BYTES = 64;

  private double compared;
  private double error;
  private double naiveError;
  private double counted;
  private double inside;
  private double nominal = Double.NaN;

  /** Adds a record of the job's own scores: all of its steps. */
  void add(ForecastScore score) {
    nominal = score.nominalCoverage();
    for (StepScore step : score.steps()) {
      counted += step.forecasts();
      inside += step.inside();
      compared += step.compared();
      error += step.errorMicros();
      naiveError += step.naiveErrorMicros();
    }
    forget();
  }

  /**
   * Adds what came of one forecast.
   *
   * @param naiveErrorOfOne NaN without a naive forecast
   */
  void add(double errorOfOne, double naiveErrorOfOne, boolean isInside, double nominalCoverage) {
    nominal = nominalCoverage;
    counted++;
    inside += isInside ? 1 : 0;
    if (!Double.isNaN(errorOfOne) && !Double.isNaN(naiveErrorOfOne)) {
      compared++;
      error += errorOfOne;
      naiveError += naiveErrorOfOne;
    }
    forget();
  }

  /** Adds other sums, whose newest forecasts promised the same coverage. */
  void add(LiveScore other) {
    nominal = Double.isNaN(other.nominal) ? nominal : other.nominal;
    compared += other.compared;
    error += other.error;
    naiveError += other.naiveError;
    counted += other.counted;
    inside += other.inside;
  }

  private void forget() {
    if (counted > ENOUGH) {
      compared /= 2;
      error /= 2;
      naiveError /= 2;
      counted /= 2;
      inside /= 2;
    }
  }

  boolean isEmpty() {
    return counted == 0;
  }

  double forecasts() {
    return counted;
  }

  /** The error in that of the seasonal naive forecast; NaN if none was compared. */
  double mase() {
    return compared == 0 || naiveError == 0 ? Double.NaN : error / naiveError;
  }

  /** The share of readings in the outer band; NaN of none. */
  double coverage() {
    return counted == 0 ? Double.NaN : inside / counted;
  }

  /** The share that the outer band should hold; NaN if it isn't known. */
  double nominal() {
    return nominal;
  }
}
