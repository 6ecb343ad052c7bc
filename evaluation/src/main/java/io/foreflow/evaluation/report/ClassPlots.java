package io.foreflow.evaluation.report;

import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.backtest.ClassErrors;
import io.foreflow.evaluation.backtest.Scores;
import io.foreflow.evaluation.report.Plot.Curve;
import io.foreflow.manifest.Manifest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** The plots of a report about a model of classes. */
final class ClassPlots {

  private ClassPlots() {}

  /** The accuracy at each step of the horizon, for the model and the baselines. */
  static Plot accuracy(BacktestResult<ClassErrors> result, Manifest manifest) {
    return new Plot(
            "accuracy-by-step",
            "Accuracy by distance from the cutoff",
            "share of the targets whose class was the likeliest",
            new StepAxis(manifest).label(),
            curves(result, manifest, ClassErrors::accuracy),
            "Higher is better.")
        .inPercent();
  }

  /**
   * The log loss at each step of the horizon. A baseline has none at a step where it gave the
   * probability 0 to a class that came.
   */
  static Plot logLoss(BacktestResult<ClassErrors> result, Manifest manifest) {
    return new Plot(
        "log-loss-by-step",
        "Log loss by distance from the cutoff",
        "mean of minus the logarithm of the probability of what came",
        new StepAxis(manifest).label(),
        curves(result, manifest, ClassErrors::logLoss),
        "Lower is better. A forecaster that ruled out what came has no finite log loss and no"
            + " line.");
  }

  /** The share of targets in which a class came, by the probability that it had. */
  static Plot calibration(BacktestResult<ClassErrors> result) {
    List<Curve> curves = new ArrayList<>();
    ClassErrors errors = result.model().overall();
    // The first styles are those of the baselines.
    int taken = result.baselines().size();
    for (int c = 0; c < result.model().overall().classes().size(); c++) {
      curves.add(
          new Curve(
              result.model().overall().classes().get(c),
              errors.promised(c),
              errors.kept(c),
              LineStyle.other(taken + c),
              true));
    }
    curves.add(new Curve("promised", new double[] {0, 1}, new double[] {0, 1}, LineStyle.IDEAL));
    return new Plot(
        "calibration",
        "How often a class came, by its probability",
        "share of the targets in which it came",
        "probability",
        NumberScale.PERCENT,
        NumberScale.PERCENT,
        curves,
        List.of(),
        OptionalDouble.empty(),
        "A dot on the dashed line keeps its promise. A dot above the line: the class comes more"
            + " often than the model says. Below the line: less often.");
  }

  private static List<Curve> curves(
      BacktestResult<ClassErrors> result, Manifest manifest, ToDoubleFunction<ClassErrors> figure) {
    StepAxis axis = new StepAxis(manifest);
    List<Curve> curves = new ArrayList<>();
    curves.add(axis.curve(manifest.model(), result.model().byStep(), figure, LineStyle.MODEL));
    int index = 0;
    for (Map.Entry<String, Scores<ClassErrors>> one : result.baselines().entrySet()) {
      curves.add(
          axis.curve(one.getKey(), one.getValue().byStep(), figure, LineStyle.other(index++)));
    }
    curves.removeIf(curve -> Arrays.stream(curve.y()).noneMatch(Double::isFinite));
    return curves;
  }
}
