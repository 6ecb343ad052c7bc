package io.foreflow.wire;

/**
 * The sums of a {@link ForecastScore} for the forecasts of one step. Errors and losses are in
 * millionths of the series' scale, so that series count alike.
 *
 * @param step how many slots ahead the forecasts were, from 1
 * @param forecasts how many were compared with the reading of their slot
 * @param inside how many of those readings lay in the outer band
 * @param lossMicros sum of the losses
 * @param compared how many of the forecasts had a seasonal naive forecast beside them
 * @param errorMicros sum of the absolute errors of those
 * @param naiveErrorMicros sum of the absolute errors of the seasonal naive forecasts
 */
public record StepScore(
    int step,
    long forecasts,
    long inside,
    long lossMicros,
    long compared,
    long errorMicros,
    long naiveErrorMicros) {
  /** What an error as large as the scale counts. */
  public static final long UNIT = 1_000_000;

  /** The sums of both; they have to be of the same step. */
  public StepScore plus(StepScore other) {
    if (step != other.step) {
      throw new IllegalArgumentException(
          "found scores of steps %d and %d, allowed: of one step".formatted(step, other.step));
    }
    return new StepScore(
        step,
        forecasts + other.forecasts,
        inside + other.inside,
        lossMicros + other.lossMicros,
        compared + other.compared,
        errorMicros + other.errorMicros,
        naiveErrorMicros + other.naiveErrorMicros);
  }

  /** The share of readings in the outer band; NaN of none. */
  public double coverage() {
    return ratio(inside, forecasts);
  }

  /** The mean error in that of the seasonal naive forecast; NaN without one. */
  public double mase() {
    return ratio(errorMicros, naiveErrorMicros);
  }

  /** The mean loss in scales of the series; NaN of none. */
  public double meanLoss() {
    return ratio(lossMicros, forecasts) / UNIT;
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }
}
