package io.foreflow.evaluation.report;

import io.foreflow.evaluation.report.PageView.Cell;
import io.foreflow.evaluation.report.PageView.Row;
import io.foreflow.evaluation.report.PageView.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The metrics of the model and of the baselines, one row each. The model's row comes first. */
final class ScoreTable {

  /** The values of a metric that are better. */
  enum Better {
    LOWER,
    HIGHER
  }

  /**
   * A column of the table.
   *
   * @param metric its name in a manifest
   * @param head its name on a page
   */
  record Column(String metric, String head, Better better) {}

  private final List<Column> columns;
  private final Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
  private final String model;

  ScoreTable(List<Column> columns, String model, Map<String, Double> own) {
    this.columns = List.copyOf(columns);
    this.model = model;
    rows.put(model, own);
  }

  void add(String baseline, Map<String, Double> metrics) {
    rows.put(baseline, metrics);
  }

  Table table(String caption) {
    List<String> heads = new ArrayList<>(List.of(""));
    columns.forEach(column -> heads.add(column.head()));
    List<Row> shown = new ArrayList<>();
    rows.forEach(
        (name, metrics) -> {
          boolean isModel = shown.isEmpty();
          LineStyle style = isModel ? LineStyle.MODEL : LineStyle.other(shown.size() - 1);
          shown.add(
              new Row(
                  name,
                  new LegendEntry(name, style, 0, false).sample(),
                  isModel,
                  columns.stream().map(column -> cell(column, metrics)).toList()));
        });
    return new Table("Scores", heads, shown, caption);
  }

  private Cell cell(Column column, Map<String, Double> metrics) {
    double value = metrics.getOrDefault(column.metric(), Double.NaN);
    boolean isBest =
        rows.values().stream()
            .map(other -> other.getOrDefault(column.metric(), Double.NaN))
            .noneMatch(other -> isBetter(column, other, value));
    return new Cell(SignificantDigits.three(value), Double.isFinite(value) && isBest, 0);
  }

  private static boolean isBetter(Column column, double one, double other) {
    return column.better() == Better.LOWER ? one < other : one > other;
  }

  /** The baseline with the best value of a column. Empty if no baseline has a value. */
  Optional<Map.Entry<String, Double>> best(Column column) {
    return rows.entrySet().stream()
        .filter(row -> !row.getKey().equals(model))
        .filter(row -> row.getValue().containsKey(column.metric()))
        .map(row -> Map.entry(row.getKey(), row.getValue().get(column.metric())))
        .reduce((one, two) -> isBetter(column, two.getValue(), one.getValue()) ? two : one);
  }
}
