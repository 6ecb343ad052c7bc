package io.foreflow.trainer.report;

import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.backtest.Errors;
import io.foreflow.trainer.TrainingReport;
import io.foreflow.trainer.loop.Fit;
import io.foreflow.trainer.loop.GradientReach;
import io.foreflow.trainer.report.Plot.Curve;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The plots of a report that are drawn from figures alone. */
final class Plots {

  private Plots() {}

  /** The error of each step of the horizon, beside the baselines'. */
  static Plot byStep(BacktestResult result, String model) {
    List<Curve> curves = new ArrayList<>();
    curves.add(steps(model, result.model().byStep(), Ink.MODEL));
    result
        .baselines()
        .forEach(
            (name, scores) -> curves.add(steps(name, scores.byStep(), Ink.curve(curves.size()))));
    // Drift and the like may be far off: they would flatten what is to be seen.
    double most = 3 * max(curves.get(0).y());
    curves.removeIf(curve -> curve.ink() != Ink.MODEL && max(curve.y()) > most);
    return new Plot(
        "error-by-step",
        "Mean absolute error by step of the horizon",
        "slots ahead",
        curves,
        List.of());
  }

  private static Curve steps(String name, List<Errors> errors, Ink ink) {
    double[] x = new double[errors.size()];
    double[] y = new double[errors.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = i + 1;
      y[i] = errors.get(i).mae();
    }
    return new Curve(name, x, y, ink);
  }

  private static double max(double[] values) {
    double max = 0;
    for (double value : values) {
      max = Double.isFinite(value) ? Math.max(max, value) : max;
    }
    return max;
  }

  /** Of the targets, the share below each level, beside what the level promises. */
  static Plot calibration(BacktestResult result, List<Double> levels) {
    double[] promised = levels.stream().mapToDouble(Double::doubleValue).toArray();
    return new Plot(
        "calibration",
        "Share of the targets below each level",
        "level",
        List.of(
            new Curve("promised", new double[] {0, 1}, new double[] {0, 1}, Ink.ACTUAL),
            new Curve("found", promised, result.model().overall().shareBelow(), Ink.MODEL)),
        List.of());
  }

  /** The losses of the first member along the training. */
  static Plot losses(TrainingReport report) {
    List<Curve> curves = new ArrayList<>();
    curves.add(round("training", report, Fit.Round::loss, Ink.MODEL));
    curves.add(round("held out", report, Fit.Round::validationLoss, Ink.SECOND));
    curves.add(round("held out, averaged weights", report, Fit.Round::averagedLoss, Ink.THIRD));
    curves.removeIf(curve -> max(curve.y()) == 0);
    return new Plot("loss", "Loss", "weight updates", curves, List.of());
  }

  /** The largest norm of the gradients in each round, before clipping. */
  static Plot gradientNorms(TrainingReport report) {
    return new Plot(
        "gradient-norm",
        "Largest norm of the gradients, before clipping",
        "weight updates",
        List.of(round("", report, Fit.Round::gradientNorm, Ink.MODEL)),
        List.of());
  }

  private static Curve round(
      String name, TrainingReport report, ToDoubleFunction<Fit.Round> figure, Ink ink) {
    return new Curve(
        name,
        report.rounds().stream().mapToDouble(Fit.Round::step).toArray(),
        report.rounds().stream().mapToDouble(figure).toArray(),
        ink);
  }

  /**
   * How strongly a forecast depends on what each layer carried some slots before, as powers of ten.
   */
  static Plot reach(GradientReach reach) {
    double[] lags = reach.lags().stream().mapToDouble(Integer::doubleValue).toArray();
    List<Curve> curves = new ArrayList<>();
    reach
        .norms()
        .forEach(
            (layer, norms) ->
                curves.add(
                    new Curve(
                        layer,
                        lags,
                        norms.stream().mapToDouble(Math::log10).toArray(),
                        Ink.curve(curves.size()))));
    return new Plot(
        "gradient-reach",
        "Gradients back through time, log10 of their norm, after step " + reach.step(),
        "slots back",
        curves,
        List.of());
  }
}
