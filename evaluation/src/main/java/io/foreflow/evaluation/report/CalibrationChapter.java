package io.foreflow.evaluation.report;

import io.foreflow.evaluation.backtest.CalibratedReplay;
import io.foreflow.evaluation.backtest.CalibratedStep;
import io.foreflow.evaluation.report.PageView.Cell;
import io.foreflow.evaluation.report.PageView.Row;
import io.foreflow.evaluation.report.PageView.Table;
import io.foreflow.evaluation.report.ResultPart.Chapter;
import java.util.List;

/** The chapter about what online calibration did to the bands. */
final class CalibrationChapter {

  private CalibrationChapter() {}

  static Chapter of(CalibratedReplay calibration) {
    String nominal = Math.round(100 * calibration.nominalCoverage()) + "\u00a0%";
    return new Chapter(
        "Calibrated bands",
        "The bands of each series moved with what came of its earlier forecasts. All scores and"
            + " plots on this page are of the calibrated bands.",
        List.of(
            new Table(
                "The %s band, and what came".formatted(nominal),
                List.of(
                    "steps ahead",
                    "in the model's own band",
                    "in the calibrated band",
                    "loss of its own band",
                    "loss of the calibrated band"),
                calibration.steps().stream().map(CalibrationChapter::row).toList(),
                "Shares of the readings: the nearer to %s the better. Loss: the pinball loss of both"
                        .formatted(nominal)
                    + " ends of the band, in mean errors of the seasonal naive forecast; lower is"
                    + " better.")),
        List.of());
  }

  private static Row row(CalibratedStep step) {
    return new Row(
        "" + step.step(),
        "",
        false,
        List.of(
            Cell.of(SignificantDigits.percent(step.ownCoverage())),
            Cell.of(SignificantDigits.percent(step.calibratedCoverage())),
            Cell.of(SignificantDigits.three(step.ownLoss())),
            Cell.of(SignificantDigits.three(step.calibratedLoss()))));
  }
}
