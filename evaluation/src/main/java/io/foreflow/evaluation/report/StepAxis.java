package io.foreflow.evaluation.report;

import io.foreflow.evaluation.report.Plot.Curve;
import io.foreflow.manifest.Manifest;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The steps of a model's horizon as times after the cutoff. */
final class StepAxis {

  private final Manifest manifest;
  private final TimeUnit unit;

  StepAxis(Manifest manifest) {
    this.manifest = manifest;
    this.unit = TimeUnit.of(manifest.cadence(), manifest.horizon());
  }

  String label() {
    return unit.plural() + " after the cutoff";
  }

  /** The curve of a figure over the steps, first step first. */
  <T> Curve curve(String name, List<T> bySteps, ToDoubleFunction<T> figure, LineStyle style) {
    double[] x = new double[bySteps.size()];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = unit.count(manifest.cadence(), i + 1);
      y[i] = figure.applyAsDouble(bySteps.get(i));
    }
    return new Curve(name, x, y, style);
  }
}
