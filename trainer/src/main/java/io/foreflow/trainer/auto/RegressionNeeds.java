package io.foreflow.trainer.auto;

import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.TrainingConfig;
import java.util.List;
import java.util.Set;

/** What a ridge regression needs of a history, so that it can be chosen without being asked for. */
final class RegressionNeeds {

  /** Horizons to learn from, after the warm-up and before what is held out. */
  private static final int HORIZONS = 3;

  private RegressionNeeds() {}

  /**
   * Whether forecasts are numbers, and one series at least is long enough and has few gaps.
   *
   * @param given the configuration with the given options, and defaults for the others
   * @param names names of the given options
   * @param seasons the seasons of the training
   */
  static boolean areMet(
      List<SeriesHistory> histories,
      TrainingConfig given,
      Set<String> names,
      List<Integer> seasons) {
    int longest = seasons.isEmpty() ? 1 : seasons.get(seasons.size() - 1);
    int warmup = names.contains("warmup") ? given.warmup() : longest;
    int heldOut = given.suitedTo(histories).fit().validation();
    int needed = warmup + HORIZONS * given.horizon() + heldOut;
    return given.network().head().classes().isEmpty()
        && histories.stream()
            .anyMatch(one -> one.slots() > needed && 4L * one.readings() > 3L * one.slots());
  }
}
