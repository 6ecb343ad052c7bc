package io.foreflow.cli.demo;

import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.StepScore;

/** Adds up the job's records of scores, over all series and steps. Thread-safe. */
final class ScoreTally {

  private long scored;
  private long inside;
  private long compared;
  private long errorMicros;
  private long naiveErrorMicros;

  synchronized void seen(ForecastScore score) {
    for (StepScore step : score.steps()) {
      scored += step.forecasts();
      inside += step.inside();
      compared += step.compared();
      errorMicros += step.errorMicros();
      naiveErrorMicros += step.naiveErrorMicros();
    }
  }

  synchronized LiveScores scores() {
    // 0/0 is NaN: no figure before there is one.
    double unit = (double) compared * StepScore.UNIT;
    return new LiveScores(
        errorMicros / unit, naiveErrorMicros / unit, (double) inside / scored, scored);
  }
}
