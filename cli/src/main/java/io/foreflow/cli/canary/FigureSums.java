package io.foreflow.cli.canary;

import io.foreflow.wire.StepScore;

/** Sums of scores over series and steps. */
record FigureSums(
    long forecasts, long inside, long lossMicros, long errorMicros, long naiveErrorMicros) {

  static final FigureSums NONE = new FigureSums(0, 0, 0, 0, 0);

  FigureSums plus(StepScore step) {
    return new FigureSums(
        forecasts + step.forecasts(),
        inside + step.inside(),
        lossMicros + step.lossMicros(),
        errorMicros + step.errorMicros(),
        naiveErrorMicros + step.naiveErrorMicros());
  }

  FigureSums plus(FigureSums other) {
    return new FigureSums(
        forecasts + other.forecasts,
        inside + other.inside,
        lossMicros + other.lossMicros,
        errorMicros + other.errorMicros,
        naiveErrorMicros + other.naiveErrorMicros);
  }
}
