package io.foreflow.cli.retrain;

import io.foreflow.cli.history.TopicHistory;
import io.foreflow.history.HistoryData;
import io.foreflow.history.SeriesHistory;
import io.foreflow.series.SlotGrid;
import io.foreflow.trainer.TrainingConfig;
import java.time.Instant;
import java.util.List;

/**
 * The data of a retraining, split by time.
 *
 * @param all everything that was read, with counts
 * @param series all histories in the range
 * @param learning the part that the challenger is trained on
 * @param heldOut the end that models are judged on
 * @param cut the last slot to learn from
 * @param grid the slots
 */
record RetrainData(
    HistoryData all,
    List<SeriesHistory> series,
    List<SeriesHistory> learning,
    List<SeriesHistory> heldOut,
    long cut,
    SlotGrid grid) {

  RetrainData {
    series = List.copyOf(series);
    learning = List.copyOf(learning);
    heldOut = List.copyOf(heldOut);
  }

  /** Reads the topics, and splits what they hold. */
  static RetrainData read(TopicHistory source, TrainingConfig training, RetrainConfig config) {
    HistoryData all = source.read(training.features().grid(), training.features().covariateNames());
    long last = TimeSplit.last(all.series());
    List<SeriesHistory> series =
        config
            .job()
            .find(RetrainOptions.HISTORY)
            .map(
                back ->
                    TimeSplit.from(
                        all.series(), last + 1 - training.features().grid().slotsIn(back)))
            .orElse(all.series());
    long slots = last + 1 - TimeSplit.first(series);
    long cut =
        last - config.job().get(RetrainOptions.HELD_OUT).slots(slots, training.features().grid());
    return new RetrainData(
        all,
        series,
        TimeSplit.upTo(series, cut),
        TimeSplit.from(series, cut + 1),
        cut,
        training.features().grid());
  }

  /** The number of slots that are held out. */
  long heldOutSlots() {
    return TimeSplit.last(series) - cut;
  }

  /** The time of the first slot. */
  Instant from() {
    return time(TimeSplit.first(series));
  }

  /** The time of the first slot that is held out. */
  Instant heldOutFrom() {
    return time(cut + 1);
  }

  /** The time of the last slot. */
  Instant to() {
    return time(TimeSplit.last(series));
  }

  private Instant time(long slot) {
    return Instant.ofEpochMilli(grid.timeOf(slot));
  }
}
