package io.foreflow.trainer.features;

import io.foreflow.evaluation.backtest.ClassifiedMoves;
import io.foreflow.evaluation.backtest.Direction;
import io.foreflow.history.SeriesHistory;
import java.nio.FloatBuffer;
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
   */
  public static ClassifiedMoves of(
      List<SeriesHistory> histories, FeatureConfig config, Direction direction) {
    try (FeatureFunction function = new FeatureFunction(config)) {
      List<SeriesFeatures> features = function.run(histories);
      return new ClassifiedMoves(
          histories,
          features.stream().map(one -> FloatBuffer.wrap(one.readings())).toList(),
          features.stream().map(one -> FloatBuffer.wrap(one.scale())).toList(),
          direction);
    }
  }
}
