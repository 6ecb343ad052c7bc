package io.foreflow.evaluation.report;

import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.backtest.CalibratedReplay;
import io.foreflow.evaluation.report.PageView.KeyFigure;
import io.foreflow.evaluation.report.PageView.Table;
import io.foreflow.history.SeriesHistory;
import io.foreflow.model.StepModel;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The part of a page about a backtest.
 *
 * @param keyFigures the figures to read first
 * @param chapters the chapters in the order of the page
 */
record ResultPart(List<KeyFigure> keyFigures, List<Chapter> chapters) {

  /** Tables and plots that belong together. */
  record Chapter(String title, String intro, List<Table> tables, List<Plot> plots) {

    Chapter {
      tables = List.copyOf(tables);
      plots = List.copyOf(plots);
    }
  }

  ResultPart {
    keyFigures = List.copyOf(keyFigures);
    chapters = List.copyOf(chapters);
  }

  static ResultPart of(
      BacktestResult<?> findings,
      StepModel model,
      List<SeriesHistory> histories,
      ZoneId zone,
      Optional<CalibratedReplay> calibration) {
    return findings.match(
        quantiles -> new QuantileResultPart(quantiles, model, histories, zone, calibration).part(),
        classes -> new ClassResultPart(classes, model.manifest()).part());
  }

  /** A count with a comma between thousands. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
