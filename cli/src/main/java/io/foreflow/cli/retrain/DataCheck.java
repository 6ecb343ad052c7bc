package io.foreflow.cli.retrain;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.view.Numbers;
import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Refuses data that are too few to train and judge a model. */
final class DataCheck {

  private final RetrainConfig config;
  private final TrainingConfig training;
  private final List<String> lacking = new ArrayList<>();

  DataCheck(RetrainConfig config, TrainingConfig training) {
    this.config = config;
    this.training = training;
  }

  /**
   * Checks data.
   *
   * @throws CommandFailure with all that is lacking: what was found, and what is needed
   */
  void require(RetrainData data) {
    checkLearning(data);
    checkHeldOut(data);
    checkMissing("before the held-out end", data.learning());
    checkMissing("in the held-out end", data.heldOut());
    if (!lacking.isEmpty()) {
      throw CommandFailure.tooLittleData(
          "the data are too few to retrain on; nothing was trained. "
              + String.join(". ", lacking)
              + ". Read more with history or from, or lower the bounds that the options set.");
    }
  }

  private void checkLearning(RetrainData data) {
    int own = training.suitedTo(data.learning()).shortest();
    int needed =
        config
            .job()
            .find(RetrainOptions.MIN_HISTORY)
            .map(time -> (int) training.features().grid().slotsIn(time))
            .map(slots -> Math.max(slots, own))
            .orElse(own);
    long enough =
        data.learning().stream()
            .filter(history -> history.slots() >= needed)
            .map(SeriesHistory::series)
            .distinct()
            .count();
    int series = config.job().get(RetrainOptions.MIN_SERIES);
    if (enough < series) {
      int longest = data.learning().stream().mapToInt(SeriesHistory::slots).max().orElse(0);
      lacking.add(
          "Found %s series with at least %s slots before the held-out end, needed: %s"
                  .formatted(Numbers.count(enough), Numbers.count(needed), Numbers.count(series))
              + " (data.min-series); the longest has %s slots".formatted(Numbers.count(longest)));
    }
  }

  private void checkHeldOut(RetrainData data) {
    long found = data.heldOutSlots();
    if (found < training.horizon()) {
      lacking.add(
          "Found %s slots in the held-out end, needed: %s, the horizon (held-out)"
              .formatted(Numbers.count(found), Numbers.count(training.horizon())));
    }
    long series = data.heldOut().stream().map(SeriesHistory::series).distinct().count();
    int needed = config.job().get(RetrainOptions.MIN_SERIES);
    if (series < needed) {
      lacking.add(
          "Found %s series with readings in the held-out end, needed: %s (data.min-series)"
              .formatted(Numbers.count(series), Numbers.count(needed)));
    }
  }

  private void checkMissing(String where, List<SeriesHistory> histories) {
    long slots = histories.stream().mapToLong(SeriesHistory::slots).sum();
    long readings = histories.stream().mapToLong(SeriesHistory::readings).sum();
    double missing = slots == 0 ? 0 : 1 - (double) readings / slots;
    double allowed = config.job().get(RetrainOptions.MAX_MISSING);
    if (missing > allowed) {
      lacking.add(
          String.format(
              Locale.ROOT,
              "Found %.1f %% of the slots %s without a reading, allowed: %.1f %% (data.max-missing)",
              100 * missing,
              where,
              100 * allowed));
    }
  }
}
