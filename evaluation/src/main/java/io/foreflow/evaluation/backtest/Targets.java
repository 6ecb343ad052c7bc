package io.foreflow.evaluation.backtest;

import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.ForecastKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The values that forecasts of one kind are compared with, and the baselines that forecast them
 * too.
 *
 * @param <E> the errors of this kind
 */
public sealed interface Targets<E extends ForecastErrors<E>>
    permits ReadingTargets, ClassifiedMoves {

  /** The kind of the forecasts. */
  ForecastKind kind();

  /** The series to forecast. Other methods refer to them by their index here. */
  List<SeriesHistory> histories();

  /**
   * The value that came {@code step} slots after a slot: a reading, or the index of a class. NaN if
   * nothing came.
   */
  float came(int series, int slot, int step);

  /** The names of the baselines, in the order of {@link BaselineRun#forecast}. */
  List<String> baselines();

  /** The baselines of one series. */
  BaselineRun baselineRun(int series, int horizon);

  /** Creates errors for targets of many series. */
  E errors();

  /**
   * Creates errors for targets of one series.
   *
   * @param firstOrigin the slot of its first forecast that counts
   */
  Supplier<E> errors(int series, int firstOrigin);

  /**
   * The past that was known before the first forecasts. Empty if no metric depends on it.
   *
   * @param known number of slots from the first reading to the first forecast, by series
   */
  Optional<KnownPast> past(List<E> bySeries, int[] known);
}
