package io.foreflow.trainer.report;

import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.backtest.DirectionResult;
import io.foreflow.evaluation.backtest.Findings;
import io.foreflow.history.SeriesHistory;
import io.foreflow.model.StepModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows of a backtest.
 *
 * @param scores a table of metrics, the model's and the baselines', as HTML
 * @param plots in the order of the page
 */
record Figures(String scores, List<Plot> plots) {

  private static final Map<String, String> OF_QUANTILES =
      heads("MASE", "sMAPE", "MAE", "RMSE", "wQL");

  private static final Map<String, String> OF_CLASSES = new LinkedHashMap<>();

  static {
    OF_CLASSES.put("accuracy", "accuracy");
    OF_CLASSES.put("balanced-accuracy", "balanced accuracy");
    OF_CLASSES.put("log-loss", "log loss");
    OF_CLASSES.put("brier", "Brier");
    OF_CLASSES.put("rps", "RPS");
  }

  Figures {
    plots = List.copyOf(plots);
  }

  private static Map<String, String> heads(String... heads) {
    Map<String, String> byMetric = new LinkedHashMap<>();
    for (String head : heads) {
      byMetric.put(head.toLowerCase(Locale.ROOT), head);
    }
    return byMetric;
  }

  static Figures of(Findings findings, StepModel model, List<SeriesHistory> histories) {
    return findings instanceof DirectionResult directions
        ? ofClasses(directions, model.manifest().model())
        : ofQuantiles((BacktestResult) findings, model, histories);
  }

  private static Figures ofQuantiles(
      BacktestResult result, StepModel model, List<SeriesHistory> histories) {
    String name = model.manifest().model();
    List<Plot> plots = new ArrayList<>();
    plots.add(Plots.byStep(result, name));
    plots.addAll(new Fans(model, histories).plots(result.model()));
    if (model.manifest().levels().size() > 1) {
      plots.add(Plots.calibration(result, model.manifest().levels()));
    }
    Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
    rows.put(name, result.model().metrics());
    result.baselines().forEach((other, scores) -> rows.put(other, scores.metrics()));
    return new Figures(table(OF_QUANTILES, rows), plots);
  }

  private static Figures ofClasses(DirectionResult result, String name) {
    Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
    rows.put(name, result.model().overall().metrics());
    result.baselines().forEach((other, scores) -> rows.put(other, scores.overall().metrics()));
    return new Figures(
        table(OF_CLASSES, rows)
            + "<h2>What came, and what was likeliest</h2>\n"
            + confusion(result),
        List.of(
            ClassPlots.accuracy(result, name),
            ClassPlots.logLoss(result, name),
            ClassPlots.calibration(result)));
  }

  private static String confusion(DirectionResult result) {
    List<String> heads = new ArrayList<>(List.of(""));
    result.classes().forEach(one -> heads.add("likeliest " + one));
    long[][] counts = result.model().overall().confusion();
    List<List<String>> rows = new ArrayList<>();
    for (int came = 0; came < counts.length; came++) {
      List<String> row = new ArrayList<>(List.of(result.classes().get(came) + " came"));
      for (long count : counts[came]) {
        row.add(String.format(Locale.ROOT, "%,d", count));
      }
      rows.add(row);
    }
    return Html.table(heads, rows);
  }

  private static String table(Map<String, String> heads, Map<String, Map<String, Double>> metrics) {
    List<List<String>> rows = new ArrayList<>();
    metrics.forEach(
        (name, figures) -> {
          List<String> row = new ArrayList<>(List.of(name));
          heads.keySet().forEach(metric -> row.add(figure(figures.get(metric))));
          rows.add(row);
        });
    List<String> line = new ArrayList<>(List.of(""));
    line.addAll(heads.values());
    return Html.table(line, rows);
  }

  private static String figure(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%,.4f", value);
  }
}
