package io.foreflow.evaluation.gate;

import io.foreflow.evaluation.backtest.ClassErrors;
import io.foreflow.evaluation.backtest.ForecastErrors;
import io.foreflow.evaluation.backtest.QuantileErrors;
import io.foreflow.manifest.Manifest;

/** The losses that two models can be compared by. All but the last are in scales of the series. */
public enum LossMeasure {
  /** The pinball loss, averaged over the levels. */
  PINBALL("pinball loss"),
  /** The absolute error of the median. */
  ABSOLUTE("absolute error"),
  /** The squared error of the median. */
  SQUARED("squared error"),
  /** Minus the logarithm of the probability of the class that came. */
  LOG("log loss");

  private final String text;

  LossMeasure(String text) {
    this.text = text;
  }

  /** The name for people. */
  public String text() {
    return text;
  }

  /**
   * The loss that a model was trained for. It is the pinball loss if the training's own loss can't
   * be computed from forecasts, as a likelihood.
   */
  public static LossMeasure of(Manifest manifest) {
    String trained = manifest.provenance().configuration().getOrDefault("loss", "quantile");
    return manifest
        .kind()
        .match(
            quantiles ->
                switch (trained) {
                  case "mae", "huber" -> ABSOLUTE;
                  case "mse" -> SQUARED;
                  default -> PINBALL;
                },
            classes -> LOG);
  }

  /** The mean loss of one series. NaN if it has no target or no scale. */
  double of(ForecastErrors<?> errors) {
    if (errors instanceof ClassErrors classes) {
      return classes.targets() == 0 ? Double.NaN : classes.logLoss();
    }
    QuantileErrors quantiles = (QuantileErrors) errors;
    return switch (this) {
      case ABSOLUTE -> quantiles.mase();
      case SQUARED -> quantiles.scaledSquare();
      default -> quantiles.scaledPinball();
    };
  }

  /** Whether there is a target, and a scale to measure its loss in. */
  boolean isMeasured(ForecastErrors<?> errors) {
    return errors.targets() > 0
        && !(errors instanceof QuantileErrors quantiles && !quantiles.hasUnit());
  }
}
