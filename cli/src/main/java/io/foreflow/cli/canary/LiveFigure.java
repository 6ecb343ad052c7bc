package io.foreflow.cli.canary;

import java.util.Locale;

/** A figure of live scores that a condition is about. */
public enum LiveFigure {
  /** The error in that of the seasonal naive forecast. */
  MASE,
  /** The mean loss, in scales of the series. */
  LOSS,
  /** The share of readings in the outer band. */
  COVERAGE;

  /** The name in a condition. */
  public String text() {
    return "scores." + name().toLowerCase(Locale.ROOT);
  }

  double of(FigureSums sums) {
    return switch (this) {
      case MASE -> (double) sums.errorMicros() / sums.naiveErrorMicros();
      case LOSS -> sums.lossMicros() / 1e6 / sums.forecasts();
      case COVERAGE -> (double) sums.inside() / sums.forecasts();
    };
  }
}
