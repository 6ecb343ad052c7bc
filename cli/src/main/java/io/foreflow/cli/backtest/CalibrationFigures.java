package io.foreflow.cli.backtest;

import io.foreflow.cli.backtest.FigureTable.Column;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.view.Numbers;
import io.foreflow.evaluation.backtest.CalibratedReplay;
import io.foreflow.evaluation.backtest.CalibratedStep;
import io.foreflow.manifest.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What is shown of the calibration of a backtest. */
final class CalibrationFigures {

  private static final double MEDIAN = 0.5;

  private CalibrationFigures() {}

  /** Refuses a model whose forecasts have no band. */
  static void check(Manifest manifest) {
    List<Double> levels = manifest.levels();
    String found =
        manifest
            .kind()
            .match(
                quantiles -> "the levels " + levels,
                classes -> "probabilities of " + String.join(", ", classes.names()));
    boolean hasBand =
        levels.stream().anyMatch(level -> level < MEDIAN)
            && levels.stream().anyMatch(level -> level > MEDIAN);
    if (!hasBand) {
      throw CommandFailure.usage(
          "--calibration online moves the bands of quantiles, and the model %s gives %s; it needs levels"
                  .formatted(manifest.model(), found)
              + " below and above 0.5. Leave the option out, or train a model with such levels");
    }
  }

  /** A table of the tracked steps. */
  static List<String> table(CalibratedReplay calibration) {
    FigureTable<CalibratedStep> table =
        new FigureTable<>(
            List.of(
                share("in band", CalibratedStep::ownCoverage),
                share("calibrated", CalibratedStep::calibratedCoverage),
                loss("band loss", CalibratedStep::ownLoss),
                loss("calibrated", CalibratedStep::calibratedLoss)));
    List<String> lines = new ArrayList<>();
    lines.add(
        "Calibrated online: share of the targets in the %d %% band, and loss of its ends,"
                .formatted(Math.round(100 * calibration.nominalCoverage()))
            + " the model's own and calibrated.");
    lines.add(table.head("step"));
    calibration.steps().forEach(step -> lines.add(table.row("" + step.step(), step)));
    return lines;
  }

  private static Column<CalibratedStep> share(
      String head, ToDoubleFunction<CalibratedStep> coverage) {
    return new Column<>(
        head, 11, step -> Numbers.decimal(100 * coverage.applyAsDouble(step), 1) + " %");
  }

  private static Column<CalibratedStep> loss(String head, ToDoubleFunction<CalibratedStep> loss) {
    return new Column<>(head, 11, step -> Numbers.decimal(loss.applyAsDouble(step), 4));
  }

  /** The same in JSON; what isn't known is left out. */
  static Map<String, Object> fields(CalibratedReplay calibration) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("nominalCoverage", calibration.nominalCoverage());
    fields.put("steps", calibration.steps().stream().map(CalibrationFigures::fields).toList());
    return fields;
  }

  private static Map<String, Object> fields(CalibratedStep step) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("step", step.step());
    fields.put("targets", step.targets());
    put(fields, "ownCoverage", step.ownCoverage());
    put(fields, "calibratedCoverage", step.calibratedCoverage());
    put(fields, "ownLoss", step.ownLoss());
    put(fields, "calibratedLoss", step.calibratedLoss());
    return fields;
  }

  private static void put(Map<String, Object> fields, String name, double value) {
    if (!Double.isNaN(value)) {
      fields.put(name, value);
    }
  }
}
