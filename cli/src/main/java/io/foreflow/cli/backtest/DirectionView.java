package io.foreflow.cli.backtest;

import io.foreflow.cli.view.Numbers;
import io.foreflow.evaluation.backtest.ClassErrors;
import io.foreflow.evaluation.backtest.DirectionResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The findings of a backtest of directions as lines and fields. */
record DirectionView(String model, DirectionResult result) implements BacktestRun.Shown {

  private static final List<String> SHOWN =
      List.of("accuracy", "balanced-accuracy", "log-loss", "brier", "rps");

  @Override
  public List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add(head(""));
    lines.add(row(model, result.model().overall()));
    result.baselines().forEach((name, scores) -> lines.add(row(name, scores.overall())));
    lines.add(Numbers.count(result.targets()) + " targets; what came, by what was likeliest:");
    StringBuilder head = new StringBuilder("%-24s".formatted(""));
    result.classes().forEach(name -> head.append(" %11s".formatted(name)));
    lines.add(head.toString());
    long[][] counts = result.model().overall().confusion();
    for (int came = 0; came < counts.length; came++) {
      StringBuilder line =
          new StringBuilder("%-24s".formatted(result.classes().get(came) + " came"));
      for (long count : counts[came]) {
        line.append(" %11s".formatted(Numbers.count(count)));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static String head(String first) {
    return "%-24s %9s %9s %9s %9s %9s"
        .formatted(first, "accuracy", "balanced", "log loss", "Brier", "RPS");
  }

  private static String row(String name, ClassErrors errors) {
    Map<String, Double> metrics = errors.metrics();
    List<String> cells = new ArrayList<>();
    for (String metric : SHOWN) {
      Double value = metrics.get(metric);
      cells.add("%9s".formatted(value == null ? "-" : Numbers.decimal(value, 4)));
    }
    return "%-24s %s".formatted(name, String.join(" ", cells));
  }

  @Override
  public List<String> byStep() {
    List<ClassErrors> steps = result.model().byStep();
    List<String> lines = new ArrayList<>(List.of(head("step") + "  " + counted()));
    for (int step = 0; step < steps.size(); step++) {
      lines.add(row("" + (step + 1), steps.get(step)) + "  " + counts(steps.get(step)));
    }
    return lines;
  }

  @Override
  public List<String> bySeries() {
    List<String> lines = new ArrayList<>(List.of(head("series") + "  " + counted()));
    for (int series = 0; series < result.series().size(); series++) {
      ClassErrors errors = result.model().bySeries().get(series);
      lines.add(row(result.series().get(series), errors) + "  " + counts(errors));
    }
    return lines;
  }

  /** The head of a confusion matrix in one line, with a group for each class that came. */
  private String counted() {
    String likeliest = String.join("/", result.classes());
    return String.join(
        "  ", result.classes().stream().map(came -> came + " came: " + likeliest).toList());
  }

  private static String counts(ClassErrors errors) {
    List<String> groups = new ArrayList<>();
    for (long[] row : errors.confusion()) {
      groups.add("%d/%d/%d".formatted(row[0], row[1], row[2]));
    }
    return String.join("  ", groups);
  }

  @Override
  public Map<String, Object> fields() {
    Map<String, Map<String, Double>> baselines = new LinkedHashMap<>();
    result.baselines().forEach((name, scores) -> baselines.put(name, scores.overall().metrics()));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("classes", result.classes());
    fields.put("model", result.model().overall().metrics());
    fields.put("baselines", baselines);
    fields.put("confusion", result.model().overall().confusion());
    fields.put("byStep", result.model().byStep().stream().map(DirectionView::fields).toList());
    Map<String, Object> bySeries = new LinkedHashMap<>();
    for (int i = 0; i < result.series().size(); i++) {
      bySeries.put(result.series().get(i), fields(result.model().bySeries().get(i)));
    }
    fields.put("bySeries", bySeries);
    return fields;
  }

  private static Map<String, Object> fields(ClassErrors errors) {
    Map<String, Object> fields = new LinkedHashMap<>(errors.metrics());
    fields.put("confusion", errors.confusion());
    return fields;
  }
}
