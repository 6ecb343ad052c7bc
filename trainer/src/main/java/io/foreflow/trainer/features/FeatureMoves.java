package io.foreflow.trainer.features;

import io.foreflow.evaluation.backtest.ClassifiedMoves;
import io.foreflow.evaluation.backtest.Direction;
import io.foreflow.history.SeriesHistory;
import java.util.List;

/**
 * Moves with readings and scales from the feature graph itself, so that a move is in a backtest
 * what it was in the training.
 */
public final class FeatureMoves {

  private FeatureMoves() {}

  /**
   * Classifies the moves of these histories.
   *
   * @param config of the features that the model was trained on
   * @param direction of the loss that it was trained by
   */
  public static ClassifiedMoves of(
      List<SeriesHistory> histories, FeatureConfig config, Direction direction) {
    try (FeatureFunction function = new FeatureFunction(config)) {
      List<SeriesFeatures> features = function.run(histories);
      return new ClassifiedMoves(
          histories,
          features.stream().map(SeriesFeatures::readings).toArray(float[][]::new),
          features.stream().map(SeriesFeatures::scale).toArray(float[][]::new),
          direction);
    }
  }
}
