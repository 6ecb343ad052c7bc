package io.foreflow.cli.backtest;

import io.foreflow.cli.backtest.FigureTable.Column;
import io.foreflow.cli.view.Numbers;
import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.backtest.ClassErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The figures of a backtest of class probabilities. */
record ClassFigures(BacktestResult<ClassErrors> result) implements KindFigures<ClassErrors> {

  @Override
  public FigureTable<Map<String, Double>> forecasters() {
    return new FigureTable<>(metrics(Function.identity()));
  }

  @Override
  public FigureTable<ClassErrors> steps() {
    List<Column<ClassErrors>> columns = metrics(ClassErrors::metrics);
    columns.add(new Column<>(" " + counted(), 0, errors -> " " + counts(errors)));
    return new FigureTable<>(columns);
  }

  @Override
  public FigureTable<ClassErrors> series() {
    return steps();
  }

  private static <T> List<Column<T>> metrics(Function<T, Map<String, Double>> of) {
    return new ArrayList<>(
        List.of(
            metric("accuracy", "accuracy", of),
            metric("balanced", "balanced-accuracy", of),
            metric("log loss", "log-loss", of),
            metric("Brier", "brier", of),
            metric("RPS", "rps", of)));
  }

  private static <T> Column<T> metric(
      String head, String metric, Function<T, Map<String, Double>> of) {
    return new Column<>(
        head, 9, figures -> Numbers.decimal(of.apply(figures).getOrDefault(metric, Double.NaN), 4));
  }

  private List<String> classes() {
    return result.model().overall().classes();
  }

  /** The confusion matrix: what came, by what was likeliest. */
  @Override
  public List<String> details() {
    List<Column<long[]>> columns = new ArrayList<>();
    for (int i = 0; i < classes().size(); i++) {
      int likeliest = i;
      columns.add(new Column<>(classes().get(i), 11, counts -> Numbers.count(counts[likeliest])));
    }
    FigureTable<long[]> table = new FigureTable<>(columns);
    List<String> lines = new ArrayList<>();
    lines.add(Numbers.count(result.targets()) + " targets; what came, by what was likeliest:");
    lines.add(table.head(""));
    long[][] counts = result.model().overall().confusion();
    for (int came = 0; came < counts.length; came++) {
      lines.add(table.row(classes().get(came) + " came", counts[came]));
    }
    return lines;
  }

  /** A confusion matrix in one line: a group for each class that came. */
  private String counted() {
    String likeliest = String.join("/", classes());
    return classes().stream()
        .map(came -> came + " came: " + likeliest)
        .collect(Collectors.joining("  "));
  }

  private static String counts(ClassErrors errors) {
    return Arrays.stream(errors.confusion())
        .map(row -> Arrays.stream(row).mapToObj(Long::toString).collect(Collectors.joining("/")))
        .collect(Collectors.joining("  "));
  }

  @Override
  public Map<String, Object> fieldsBefore() {
    return Map.of("classes", classes());
  }

  @Override
  public Map<String, Object> fieldsAfter() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("confusion", result.model().overall().confusion());
    fields.put("byStep", result.model().byStep().stream().map(ClassFigures::fields).toList());
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
