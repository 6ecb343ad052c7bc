package io.foreflow.trainer.features;

import io.foreflow.evaluation.backtest.ClassifiedMoves;
import io.foreflow.evaluation.backtest.Direction;
import io.foreflow.history.ColumnStore;
import io.foreflow.history.SeriesHistory;
import io.foreflow.history.WorkSpace;
import java.util.List;

/**
 * Classifies moves with readings and scales from the feature graph, so that a move is the same in a
 * backtest as in the training.
 */
public final class FeatureMoves {

  private FeatureMoves() {}

  /**
   * Classifies the moves of these histories.
   *
   * @param config the features that the model was trained on
   * @param direction the classes of the loss that the model was trained with
   * @param space the room for readings and scales
   */
  public static ClassifiedMoves of(
      List<SeriesHistory> histories, FeatureConfig config, Direction direction, WorkSpace space) {
    try (FeatureSteps steps = new FeatureSteps(config, FeatureSteps.Outputs.STATE);
        ColumnStore store = new ColumnStore(space)) {
      List<SnapshotSeries> series = new SnapshotPass(steps, store, true).over(histories);
      return new ClassifiedMoves(
          histories,
          series.stream().map(SnapshotSeries::readings).toList(),
          series.stream().map(SnapshotSeries::scale).toList(),
          direction);
    }
  }
}
