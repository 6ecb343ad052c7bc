package io.foreflow.evaluation.report;

import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.backtest.QuantileErrors;
import io.foreflow.evaluation.report.Plot.Curve;
import io.foreflow.manifest.Manifest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** The plots of the errors of a model of quantiles. */
final class ErrorPlots {

  /**
   * The limit for baselines: one whose errors are more than this many times the model's is left
   * out.
   */
  private static final int FAR = 3;

  private ErrorPlots() {}

  /** The error at each step of the horizon, for the model and the baselines. */
  static Plot byStep(BacktestResult<QuantileErrors> result, Manifest manifest) {
    StepAxis axis = new StepAxis(manifest);
    List<Curve> curves = new ArrayList<>();
    curves.add(
        axis.curve(
            manifest.model(), result.model().byStep(), QuantileErrors::mae, LineStyle.MODEL));
    List<String> far = new ArrayList<>();
    double most = FAR * max(curves.get(0).y());
    int index = 0;
    for (var baseline : result.baselines().entrySet()) {
      Curve curve =
          axis.curve(
              baseline.getKey(),
              baseline.getValue().byStep(),
              QuantileErrors::mae,
              LineStyle.other(index++));
      // Baselines such as drift may be far off. They would flatten the other curves.
      if (max(curve.y()) > most) {
        far.add(curve.name());
      } else {
        curves.add(curve);
      }
    }
    return new Plot(
        "error-by-step",
        "Error by distance from the cutoff",
        "mean absolute error of the median, in the unit of the readings",
        axis.label(),
        curves,
        "Lower is better."
            + (far.isEmpty()
                ? ""
                : " Left out, because their errors are more than %d times as large: %s."
                    .formatted(FAR, String.join(", ", far))));
  }

  private static double max(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite).max().orElse(0);
  }

  /** The share of targets below each level, compared with the share that the level promises. */
  static Plot calibration(BacktestResult<QuantileErrors> result, List<Double> levels) {
    double[] promised = levels.stream().mapToDouble(Double::doubleValue).toArray();
    return new Plot(
        "calibration",
        "Readings below each level",
        "share of the readings that came below it",
        "level",
        NumberScale.PERCENT,
        NumberScale.PERCENT,
        List.of(
            new Curve(
                "found", promised, result.model().overall().shareBelow(), LineStyle.MODEL, true),
            new Curve("promised", new double[] {0, 1}, new double[] {0, 1}, LineStyle.IDEAL)),
        List.of(),
        OptionalDouble.empty(),
        "A dot on the dashed line keeps its promise. A dot above the line: the forecasts of that"
            + " level are too high. Below the line: they are too low.");
  }
}
