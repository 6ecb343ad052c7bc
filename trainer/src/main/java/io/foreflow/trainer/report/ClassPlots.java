package io.foreflow.trainer.report;

import io.foreflow.evaluation.backtest.ClassErrors;
import io.foreflow.evaluation.backtest.ClassScores;
import io.foreflow.evaluation.backtest.DirectionResult;
import io.foreflow.trainer.report.Plot.Curve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The plots of a report on a model of classes. */
final class ClassPlots {

  private ClassPlots() {}

  /** How often the likeliest class came at each step, beside the baselines'. */
  static Plot accuracy(DirectionResult result, String model) {
    return new Plot(
        "accuracy-by-step",
        "Share of the targets whose class was the likeliest",
        "slots ahead",
        curves(result, model, ClassErrors::accuracy),
        List.of());
  }

  /** The log loss of each step; a baseline that once held what came to be impossible has none. */
  static Plot logLoss(DirectionResult result, String model) {
    return new Plot(
        "log-loss-by-step",
        "Log loss by step of the horizon",
        "slots ahead",
        curves(result, model, ClassErrors::logLoss),
        List.of());
  }

  /** Of the times that a class was given a probability, the share in which it came. */
  static Plot calibration(DirectionResult result) {
    List<Curve> curves = new ArrayList<>();
    curves.add(new Curve("promised", new double[] {0, 1}, new double[] {0, 1}, Ink.ACTUAL));
    ClassErrors errors = result.model().overall();
    for (int c = 0; c < result.classes().size(); c++) {
      curves.add(
          new Curve(result.classes().get(c), errors.promised(c), errors.kept(c), Ink.curve(c)));
    }
    return new Plot(
        "calibration",
        "How often a class came, by the probability it was given",
        "probability",
        curves,
        List.of());
  }

  private static List<Curve> curves(
      DirectionResult result, String model, ToDoubleFunction<ClassErrors> figure) {
    List<Curve> curves = new ArrayList<>();
    curves.add(curve(model, result.model(), figure, Ink.MODEL));
    result
        .baselines()
        .forEach(
            (name, scores) -> curves.add(curve(name, scores, figure, Ink.curve(curves.size()))));
    curves.removeIf(curve -> Arrays.stream(curve.y()).noneMatch(Double::isFinite));
    return curves;
  }

  private static Curve curve(
      String name, ClassScores scores, ToDoubleFunction<ClassErrors> figure, Ink ink) {
    double[] x = new double[scores.byStep().size()];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = i + 1;
      y[i] = figure.applyAsDouble(scores.byStep().get(i));
    }
    return new Curve(name, x, y, ink);
  }
}
