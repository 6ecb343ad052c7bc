package io.foreflow.cli.backtest;

import io.foreflow.evaluation.backtest.ForecastErrors;
import java.util.List;
import java.util.Map;

/**
 * The figures of a backtest of one kind of forecasts.
 *
 * @param <E> the errors of this kind
 */
sealed interface KindFigures<E extends ForecastErrors<E>> permits QuantileFigures, ClassFigures {

  /** The metrics of the model and of each baseline, by their names. */
  FigureTable<Map<String, Double>> forecasters();

  /** The errors of the model at each step. */
  FigureTable<E> steps();

  /** The errors of the model for each series. */
  FigureTable<E> series();

  /** The lines about all targets below the table of the forecasters. */
  List<String> details();

  /** The fields of the result before the metrics of model and baselines. */
  Map<String, Object> fieldsBefore();

  /** The fields of the result after the metrics of model and baselines. */
  Map<String, Object> fieldsAfter();
}
