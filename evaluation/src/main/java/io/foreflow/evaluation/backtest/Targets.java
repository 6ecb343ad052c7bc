package io.foreflow.evaluation.backtest;

import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.ForecastKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What forecasts of one kind are compared with: what came, and simple forecasts of it.
 *
 * @param <E> the errors of this kind
 */
public sealed interface Targets<E extends ForecastErrors<E>>
    permits ReadingTargets, ClassifiedMoves {

  /** The kind of the forecasts. */
  ForecastKind kind();

  /** The series to forecast; other methods name them by their index here. */
  List<SeriesHistory> histories();

  /**
   * What came so many steps after a slot: a reading, or the index of a class. NaN where nothing
   * came.
   */
  float came(int series, int slot, int step);

  /** The names of the simple forecasts, in the order of {@link BaselineRun#forecast}. */
  List<String> baselines();

  /** The simple forecasts of one series. */
  BaselineRun baselineRun(int series, int horizon);

  /** Errors over targets of many series. */
  E errors();

  /**
   * Errors of one series.
   *
   * @param firstOrigin the slot of its first forecast that counts
   */
  Supplier<E> errors(int series, int firstOrigin);

  /**
   * What was known before the first forecasts; empty where no metric depends on it.
   *
   * @param known by series, how many slots there were from the first reading to the first forecast
   */
  Optional<KnownPast> past(List<E> bySeries, int[] known);
}
