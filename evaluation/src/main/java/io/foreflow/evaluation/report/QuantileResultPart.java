package io.foreflow.evaluation.report;

import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.backtest.CalibratedReplay;
import io.foreflow.evaluation.backtest.QuantileErrors;
import io.foreflow.evaluation.report.PageView.KeyFigure;
import io.foreflow.evaluation.report.ResultPart.Chapter;
import io.foreflow.evaluation.report.ScoreTable.Better;
import io.foreflow.evaluation.report.ScoreTable.Column;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.StepModel;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of a page about the backtest of a model of quantiles. */
final class QuantileResultPart {

  private static final Column MASE = new Column("mase", "MASE", Better.LOWER);
  private static final Column MAE = new Column("mae", "MAE", Better.LOWER);
  private static final List<Column> COLUMNS =
      List.of(
          MASE,
          new Column("smape", "sMAPE", Better.LOWER),
          MAE,
          new Column("rmse", "RMSE", Better.LOWER),
          new Column("wql", "wQL", Better.LOWER));

  private static final String COVERAGE = "coverage-";

  private final BacktestResult<QuantileErrors> result;
  private final StepModel model;
  private final Manifest manifest;
  private final List<SeriesHistory> histories;
  private final ZoneId zone;
  private final Optional<CalibratedReplay> calibration;

  QuantileResultPart(
      BacktestResult<QuantileErrors> result,
      StepModel model,
      List<SeriesHistory> histories,
      ZoneId zone,
      Optional<CalibratedReplay> calibration) {
    this.result = result;
    this.model = model;
    this.manifest = model.manifest();
    this.histories = histories;
    this.zone = zone;
    this.calibration = calibration;
  }

  ResultPart part() {
    Map<String, Double> own = result.model().metrics();
    ScoreTable scores = new ScoreTable(COLUMNS, manifest.model(), own);
    result.baselines().forEach((name, other) -> scores.add(name, other.metrics()));
    List<Chapter> chapters = new ArrayList<>();
    chapters.add(
        new Chapter(
            "Compared with simple forecasts",
            "The model and the baselines forecast the same targets.",
            List.of(
                scores.table(
                    "Lower is better; the best of each column is bold. MAE and RMSE are in the unit"
                        + " of the readings, sMAPE is in percent. MASE is the error relative to the"
                        + " mean change across a season; wQL judges all quantiles together.")),
            List.of(ErrorPlots.byStep(result, manifest))));
    calibration.ifPresent(online -> chapters.add(CalibrationChapter.of(online)));
    List<Plot> fans =
        new ArrayList<>(new FanPlots(model, histories, zone, calibration).plots(result.model()));
    if (manifest.levels().size() > 1) {
      fans.add(ErrorPlots.calibration(result, manifest.levels()));
    }
    if (!fans.isEmpty()) {
      chapters.add(
          new Chapter(
              "Forecasts and what came",
              "The last whole forecast of a series; best and worst are by the MASE of the series. "
                  + FanPlots.explanation(manifest)
                  + (calibration.isPresent() ? " The bands are calibrated." : ""),
              List.of(),
              fans));
    }
    return new ResultPart(keyFigures(own, scores), chapters);
  }

  private List<KeyFigure> keyFigures(Map<String, Double> own, ScoreTable scores) {
    List<KeyFigure> figures = new ArrayList<>();
    Column column = own.containsKey(MASE.metric()) ? MASE : MAE;
    double error = own.getOrDefault(column.metric(), Double.NaN);
    figures.add(new KeyFigure(SignificantDigits.three(error), column.head() + " of the model"));
    scores
        .best(column)
        .filter(best -> best.getValue() > 0)
        .ifPresent(best -> figures.add(comparison(error, best)));
    coverage(own).ifPresent(figures::add);
    return figures;
  }

  /** The difference to the best simple forecast. Figures less than 1 % apart are not told apart. */
  private static KeyFigure comparison(double error, Map.Entry<String, Double> best) {
    double percent = 100 * (error / best.getValue() - 1);
    String other =
        "%s, the best simple forecast (%s)"
            .formatted(best.getKey(), SignificantDigits.three(best.getValue()));
    if (Math.abs(percent) < 1) {
      return new KeyFigure("< 1\u00a0%", "between it and " + other);
    }
    return new KeyFigure(
        "%d\u00a0%%".formatted(Math.round(Math.abs(percent))),
        (percent < 0 ? "less error than " : "more error than ") + other);
  }

  private Optional<KeyFigure> coverage(Map<String, Double> own) {
    return own.entrySet().stream()
        .filter(metric -> metric.getKey().startsWith(COVERAGE))
        .findFirst()
        .map(
            metric ->
                new KeyFigure(
                    SignificantDigits.percent(metric.getValue()),
                    "of the readings fell into the %s%s\u00a0%% band"
                        .formatted(
                            calibration.isPresent() ? "calibrated " : "",
                            metric.getKey().substring(COVERAGE.length()))));
  }
}
