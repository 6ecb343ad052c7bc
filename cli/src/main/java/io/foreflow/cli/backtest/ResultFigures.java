package io.foreflow.cli.backtest;

import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.backtest.ForecastErrors;
import io.foreflow.manifest.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The findings of a backtest, for a person and for a program.
 *
 * @param model the name of the model
 * @param kind the figures of its kind of forecasts
 */
record ResultFigures<E extends ForecastErrors<E>>(
    String model, BacktestResult<E> result, KindFigures<E> kind) {

  static ResultFigures<?> of(Manifest manifest, BacktestResult<?> result) {
    String model = manifest.model();
    return result.match(
        quantiles ->
            new ResultFigures<>(
                model, quantiles, new QuantileFigures(manifest.levels(), quantiles)),
        classes -> new ResultFigures<>(model, classes, new ClassFigures(classes)));
  }

  /** The model and the baselines, over all targets. */
  List<String> table() {
    FigureTable<Map<String, Double>> table = kind.forecasters();
    List<String> lines = new ArrayList<>();
    lines.add(table.head(""));
    lines.add(table.row(model, result.model().metrics()));
    result.baselineMetrics().forEach((name, metrics) -> lines.add(table.row(name, metrics)));
    lines.addAll(kind.details());
    return lines;
  }

  List<String> byStep() {
    List<E> steps = result.model().byStep();
    List<String> lines = new ArrayList<>(List.of(kind.steps().head("step")));
    for (int step = 0; step < steps.size(); step++) {
      lines.add(kind.steps().row("" + (step + 1), steps.get(step)));
    }
    return lines;
  }

  List<String> bySeries() {
    List<String> lines = new ArrayList<>(List.of(kind.series().head("series")));
    for (int series = 0; series < result.series().size(); series++) {
      E errors = result.model().bySeries().get(series);
      lines.add(kind.series().row(result.series().get(series), errors));
    }
    return lines;
  }

  /** The fields of the result in JSON. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>(kind.fieldsBefore());
    fields.put("model", result.model().metrics());
    fields.put("baselines", result.baselineMetrics());
    fields.putAll(kind.fieldsAfter());
    return fields;
  }
}
