package io.foreflow.cli.backtest;

import io.foreflow.cli.view.Numbers;
import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.backtest.KnownPast;
import java.util.ArrayList;
import java.util.List;

/** Warnings about figures of a backtest that are worse or fewer than they could be. */
final class BacktestWarnings {

  private BacktestWarnings() {}

  /**
   * Makes the warnings.
   *
   * @param hasEarlier whether earlier readings were given
   */
  static List<String> of(BacktestResult<?> found, boolean hasEarlier) {
    return found.past().map(past -> of(past, hasEarlier)).orElse(List.of());
  }

  private static List<String> of(KnownPast past, boolean hasEarlier) {
    List<String> warnings = new ArrayList<>();
    String advice =
        hasEarlier
            ? "Give more earlier readings with --history"
            : "Give the readings before these with --history FILE, or a later --from";
    String ofAll = of(past.cold(), past.parts());
    if (past.cold() > 0) {
      warnings.add(
          "too little history for the baselines in %s: fewer than %s slots%s before the first"
                  .formatted(ofAll, Numbers.count(past.slots()), seasons(past))
              + " forecast that counts. "
              + advice);
    }
    if (past.withoutUnit() > 0) {
      warnings.add(
          "%s no MASE: no two readings a season of %s slots apart came before the first forecast"
                  .formatted(
                      past.withoutUnit() == past.parts()
                          ? "there is"
                          : of(past.withoutUnit(), past.parts()) + " have",
                      Numbers.count(past.season()))
              + " that counts. "
              + advice);
    }
    return warnings;
  }

  private static String seasons(KnownPast past) {
    return past.season() > 1
        ? ", %d seasons of %s,".formatted(KnownPast.SEASONS, Numbers.count(past.season()))
        : "";
  }

  private static String of(int some, int all) {
    return all == 1 ? "the one series" : "%d of %d series".formatted(some, all);
  }
}
