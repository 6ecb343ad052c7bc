package io.foreflow.trainer.report;

import io.foreflow.evaluation.report.LineStyle;
import io.foreflow.evaluation.report.NumberScale;
import io.foreflow.evaluation.report.Plot;
import io.foreflow.evaluation.report.Plot.Curve;
import io.foreflow.evaluation.report.TimeUnit;
import io.foreflow.manifest.Manifest;
import io.foreflow.trainer.TrainingReport;
import io.foreflow.trainer.loop.Fit;
import io.foreflow.trainer.loop.GradientReach;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The plots of a training. */
final class TrainingPlots {

  private TrainingPlots() {}

  /** The losses of the first member during the training. */
  static Plot losses(TrainingReport report) {
    List<Curve> curves = new ArrayList<>();
    curves.add(round("held out", report, Fit.Round::validationLoss, LineStyle.MODEL));
    curves.add(
        round("held out, averaged weights", report, Fit.Round::averagedLoss, LineStyle.AVERAGED));
    curves.add(round("training", report, Fit.Round::loss, LineStyle.TRAINING));
    curves.removeIf(curve -> Arrays.stream(curve.y()).noneMatch(value -> value > 0));
    return new Plot(
        "loss",
        "Loss",
        "loss, relative to the scale of each series",
        "weight updates",
        curves,
        "Lower is better. Where the held-out loss rises while that of the training falls, the model"
            + " learns the history by heart.");
  }

  /** The largest norm of the gradients in each round, before clipping. */
  static Plot gradientNorms(TrainingReport report) {
    return new Plot(
        "gradient-norm",
        "Gradients",
        "largest norm since the last validation, before clipping",
        "weight updates",
        List.of(round("", report, Fit.Round::gradientNorm, LineStyle.MODEL)),
        "A high peak is a step that would have gone far off; clip-norm makes such steps shorter.");
  }

  private static Curve round(
      String name, TrainingReport report, ToDoubleFunction<Fit.Round> figure, LineStyle style) {
    return new Curve(
        name,
        report.rounds().stream().mapToDouble(Fit.Round::step).toArray(),
        report.rounds().stream().mapToDouble(figure).toArray(),
        style);
  }

  /** The strength with which a forecast depends on the state of each layer some slots before. */
  static Plot reach(GradientReach reach, Manifest manifest) {
    int farthest = reach.lags().stream().mapToInt(Integer::intValue).max().orElse(1);
    TimeUnit unit = TimeUnit.of(manifest.cadence(), farthest);
    double[] lags =
        reach.lags().stream().mapToDouble(lag -> unit.count(manifest.cadence(), lag)).toArray();
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
                        LineStyle.ofLayer(curves.size()))));
    return new Plot(
            "gradient-reach",
            "How far back the training reaches",
            "norm of the gradient at each layer's state, after step " + reach.step(),
            unit.plural() + " back",
            curves,
            "How much a forecast depends on what a layer carried before. The faster a line falls,"
                + " the sooner the layer forgets.")
        .withUpScale(NumberScale.POWERS_OF_TEN);
  }
}
