package io.foreflow.evaluation.report;

import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.backtest.ClassErrors;
import io.foreflow.evaluation.report.PageView.Cell;
import io.foreflow.evaluation.report.PageView.KeyFigure;
import io.foreflow.evaluation.report.PageView.Row;
import io.foreflow.evaluation.report.PageView.Table;
import io.foreflow.evaluation.report.ResultPart.Chapter;
import io.foreflow.evaluation.report.ScoreTable.Better;
import io.foreflow.evaluation.report.ScoreTable.Column;
import io.foreflow.manifest.Manifest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The part of a page about the backtest of a model of classes. */
final class ClassResultPart {

  private static final Column ACCURACY = new Column("accuracy", "accuracy", Better.HIGHER);
  private static final Column LOG_LOSS = new Column("log-loss", "log loss", Better.LOWER);
  private static final List<Column> COLUMNS =
      List.of(
          ACCURACY,
          new Column("balanced-accuracy", "balanced accuracy", Better.HIGHER),
          LOG_LOSS,
          new Column("brier", "Brier", Better.LOWER),
          new Column("rps", "RPS", Better.LOWER));

  private final BacktestResult<ClassErrors> result;
  private final Manifest manifest;

  ClassResultPart(BacktestResult<ClassErrors> result, Manifest manifest) {
    this.result = result;
    this.manifest = manifest;
  }

  ResultPart part() {
    Map<String, Double> own = result.model().overall().metrics();
    ScoreTable scores = new ScoreTable(COLUMNS, manifest.model(), own);
    result.baselines().forEach((name, other) -> scores.add(name, other.overall().metrics()));
    return new ResultPart(
        List.of(keyFigure(LOG_LOSS, own, scores), keyFigure(ACCURACY, own, scores)),
        List.of(
            new Chapter(
                "Compared with simple forecasts",
                "The model and the baselines forecast the same targets.",
                List.of(
                    scores.table(
                        "Higher is better for both accuracies, lower for the others; the best of"
                            + " each column is bold. Log loss, Brier score and RPS judge the"
                            + " probabilities, the accuracies only which class was the likeliest."),
                    confusion()),
                List.of()),
            new Chapter(
                "By distance and by probability",
                "The bold line is the model, the thin lines are the baselines.",
                List.of(),
                List.of(
                    ClassPlots.accuracy(result, manifest),
                    ClassPlots.logLoss(result, manifest),
                    ClassPlots.calibration(result)))));
  }

  private static KeyFigure keyFigure(Column column, Map<String, Double> own, ScoreTable scores) {
    return new KeyFigure(
        SignificantDigits.three(own.getOrDefault(column.metric(), Double.NaN)),
        column.head()
            + " of the model"
            + scores
                .best(column)
                .map(
                    best ->
                        "; %s, the best simple forecast, has %s"
                            .formatted(best.getKey(), SignificantDigits.three(best.getValue())))
                .orElse(""));
  }

  private Table confusion() {
    List<String> heads = new ArrayList<>(List.of(""));
    result.model().overall().classes().forEach(one -> heads.add("likeliest " + one));
    long[][] counts = result.model().overall().confusion();
    List<Row> rows = new ArrayList<>();
    for (int came = 0; came < counts.length; came++) {
      long all = Arrays.stream(counts[came]).sum();
      List<Cell> cells =
          Arrays.stream(counts[came])
              .mapToObj(count -> new Cell(ResultPart.count(count), false, percent(count, all)))
              .toList();
      rows.add(new Row(result.model().overall().classes().get(came) + " came", "", false, cells));
    }
    return new Table(
        "What came, and what was the likeliest",
        heads,
        rows,
        "Numbers of targets. The stronger the tint, the larger the share of the row.");
  }

  private static int percent(long part, long all) {
    return all == 0 ? 0 : (int) (100 * part / all);
  }
}
