package io.foreflow.cli.backtest;

import io.foreflow.cli.backtest.FigureTable.Column;
import io.foreflow.cli.view.Numbers;
import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.backtest.QuantileErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The figures of a backtest of quantiles. */
record QuantileFigures(List<Double> levels, BacktestResult<QuantileErrors> result)
    implements KindFigures<QuantileErrors> {

  private static final Column<QuantileErrors> MAE =
      new Column<>("MAE", 12, errors -> Numbers.compact(errors.mae()));

  private static final Column<QuantileErrors> RMSE =
      new Column<>("RMSE", 12, errors -> Numbers.compact(errors.rmse()));

  private static final Column<QuantileErrors> MASE =
      new Column<>("MASE", 9, errors -> Numbers.decimal(errors.mase(), 4));

  @Override
  public FigureTable<Map<String, Double>> forecasters() {
    return new FigureTable<>(
        List.of(
            ofNoUnit("MASE", "mase"),
            ofNoUnit("sMAPE", "smape"),
            inUnits("MAE", "mae"),
            inUnits("RMSE", "rmse"),
            ofNoUnit("wQL", "wql")));
  }

  private static Column<Map<String, Double>> ofNoUnit(String head, String metric) {
    return new Column<>(
        head, 9, metrics -> Numbers.decimal(metrics.getOrDefault(metric, Double.NaN), 4));
  }

  private static Column<Map<String, Double>> inUnits(String head, String metric) {
    return new Column<>(
        head, 12, metrics -> Numbers.compact(metrics.getOrDefault(metric, Double.NaN)));
  }

  @Override
  public FigureTable<QuantileErrors> steps() {
    return new FigureTable<>(List.of(MAE, RMSE));
  }

  @Override
  public FigureTable<QuantileErrors> series() {
    return new FigureTable<>(List.of(MAE, RMSE, MASE));
  }

  @Override
  public List<String> details() {
    double[] shares = result.model().overall().shareBelow();
    List<String> parts = new ArrayList<>();
    for (int level = 0; level < shares.length; level++) {
      parts.add("%s: %s".formatted(levels.get(level), Numbers.decimal(shares[level], 3)));
    }
    return List.of(
        "%s targets; share of them below each level: %s%s"
            .formatted(Numbers.count(result.targets()), String.join(", ", parts), band(shares)));
  }

  private String band(double[] shares) {
    int last = shares.length - 1;
    return last == 0
        ? ""
        : "; %s %% of them in the %d %% band"
            .formatted(
                Numbers.decimal(100 * (shares[last] - shares[0]), 1),
                Math.round(100 * (levels.get(last) - levels.get(0))));
  }

  @Override
  public Map<String, Object> fieldsBefore() {
    return Map.of();
  }

  @Override
  public Map<String, Object> fieldsAfter() {
    return Map.of("maeByStep", result.model().byStep().stream().map(QuantileErrors::mae).toList());
  }
}
