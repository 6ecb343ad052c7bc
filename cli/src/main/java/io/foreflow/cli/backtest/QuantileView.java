package io.foreflow.cli.backtest;

import io.foreflow.cli.view.Numbers;
import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.backtest.Errors;
import io.foreflow.evaluation.backtest.Scores;
import io.foreflow.manifest.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The findings of a backtest of quantiles as lines and fields. */
record QuantileView(Manifest manifest, BacktestResult result) implements BacktestRun.Shown {

  private static final List<String> SHOWN = List.of("mase", "smape", "mae", "rmse", "wql");

  @Override
  public List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add("%-24s %9s %9s %12s %12s %9s".formatted("", "MASE", "sMAPE", "MAE", "RMSE", "wQL"));
    lines.add(row(manifest.model(), result.model()));
    result.baselines().forEach((name, scores) -> lines.add(row(name, scores)));
    lines.add(coverage());
    return lines;
  }

  private static String row(String name, Scores scores) {
    Map<String, Double> metrics = scores.metrics();
    List<String> cells = new ArrayList<>();
    for (String metric : SHOWN) {
      Double value = metrics.get(metric);
      boolean wide = metric.equals("mae") || metric.equals("rmse");
      String cell = value == null ? "-" : wide ? Numbers.compact(value) : Numbers.decimal(value, 4);
      cells.add((wide ? "%12s" : "%9s").formatted(cell));
    }
    return "%-24s %s".formatted(name, String.join(" ", cells));
  }

  private String coverage() {
    double[] shares = result.model().overall().shareBelow();
    List<String> parts = new ArrayList<>();
    for (int level = 0; level < shares.length; level++) {
      parts.add(
          "%s: %s".formatted(manifest.levels().get(level), Numbers.decimal(shares[level], 3)));
    }
    return "%s targets; share of them below each level: %s%s"
        .formatted(Numbers.count(result.targets()), String.join(", ", parts), band(shares));
  }

  private String band(double[] shares) {
    int last = shares.length - 1;
    return last == 0
        ? ""
        : "; %s %% of them in the %d %% band"
            .formatted(
                Numbers.decimal(100 * (shares[last] - shares[0]), 1),
                Math.round(100 * (manifest.levels().get(last) - manifest.levels().get(0))));
  }

  @Override
  public List<String> byStep() {
    List<String> lines =
        new ArrayList<>(List.of("%-24s %12s %12s".formatted("step", "MAE", "RMSE")));
    List<Errors> steps = result.model().byStep();
    for (int step = 0; step < steps.size(); step++) {
      lines.add(errors("" + (step + 1), steps.get(step)));
    }
    return lines;
  }

  @Override
  public List<String> bySeries() {
    List<String> lines =
        new ArrayList<>(List.of("%-24s %12s %12s %9s".formatted("series", "MAE", "RMSE", "MASE")));
    for (int series = 0; series < result.series().size(); series++) {
      String mase = Numbers.decimal(result.model().mase(series), 4);
      String name = result.series().get(series);
      lines.add("%s %9s".formatted(errors(name, result.model().bySeries().get(series)), mase));
    }
    return lines;
  }

  private static String errors(String name, Errors errors) {
    return "%-24s %12s %12s"
        .formatted(name, Numbers.compact(errors.mae()), Numbers.compact(errors.rmse()));
  }

  @Override
  public Map<String, Object> fields() {
    Map<String, Map<String, Double>> baselines = new LinkedHashMap<>();
    result.baselines().forEach((name, scores) -> baselines.put(name, scores.metrics()));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", result.model().metrics());
    fields.put("baselines", baselines);
    fields.put("maeByStep", result.model().byStep().stream().map(Errors::mae).toList());
    return fields;
  }
}
