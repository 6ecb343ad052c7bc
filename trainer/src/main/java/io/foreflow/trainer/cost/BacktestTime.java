package io.foreflow.trainer.cost;

import io.foreflow.history.SeriesHistory;
import io.foreflow.history.WorkSpace;
import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.HeldOut;
import io.foreflow.trainer.TrainedModel;
import io.foreflow.trainer.TrainingConfig;
import java.util.List;

/**
 * The time of a training's backtest. One part of it grows with the slots of a series, which are
 * stepped. Another part is the same for each series, because as many slots are held out of each. So
 * it is measured on the sample and on its later halves.
 */
final class BacktestTime {

  /** At least this share of the time is taken by the slots. */
  private static final double LEAST_SHARE = 0.25;

  private BacktestTime() {}

  /**
   * Estimates the seconds of the backtest on all histories.
   *
   * @param trained a model of the same kind
   * @param sample some of the histories, or their ends
   */
  static double seconds(
      TrainedModel trained,
      List<SeriesHistory> sample,
      List<SeriesHistory> histories,
      TrainingConfig config,
      WorkSpace space) {
    if (config.fit().validation() == 0) {
      return 0;
    }
    List<SeriesHistory> measured = HeldOut.measured(histories);
    List<SeriesHistory> halves =
        sample.stream().map(one -> one.part(one.slots() / 2, one.slots())).toList();
    try (StepModel model = StepModel.open(trained.file())) {
      double ofHalves = run(model, halves, config, space);
      double whole = run(model, sample, config, space);
      long more = slots(sample) - slots(halves);
      double perSlot = Math.max((whole - ofHalves) / more, LEAST_SHARE * whole / slots(sample));
      double perSeries = Math.max(0, whole - perSlot * slots(sample)) / sample.size();
      return perSlot * slots(measured) + perSeries * measured.size();
    } catch (InvalidModelFileException e) {
      throw new IllegalStateException("a model that has just been checked was refused", e);
    }
  }

  private static double run(
      StepModel model, List<SeriesHistory> sample, TrainingConfig config, WorkSpace space) {
    long began = System.nanoTime();
    long unused = HeldOut.run(model, sample, config, space).targets();
    return (System.nanoTime() - began) / 1e9;
  }

  private static long slots(List<SeriesHistory> histories) {
    return histories.stream().mapToLong(SeriesHistory::slots).sum();
  }
}
