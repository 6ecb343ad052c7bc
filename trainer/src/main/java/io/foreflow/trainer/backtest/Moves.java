package io.foreflow.trainer.backtest;

import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.features.FeatureFunction;
import io.foreflow.trainer.features.SeriesFeatures;
import io.foreflow.trainer.history.SeriesHistory;
import io.foreflow.trainer.network.Direction;
import java.util.List;

/**
 * Which class each move of some histories was. Readings and scales come from the feature graph
 * itself, so that a move is in a backtest what it was in the training. Immutable.
 */
public final class Moves {

  /** There is no such move: its end is missing, or its origin is before the first reading. */
  static final int NONE = -1;

  private final List<SeriesHistory> histories;
  private final float[][] readings;
  private final float[][] scales;
  private final int[] firsts;
  private final Direction direction;

  private Moves(List<SeriesHistory> histories, List<SeriesFeatures> features, Direction direction) {
    this.histories = histories;
    this.direction = direction;
    readings = new float[histories.size()][];
    scales = new float[histories.size()][];
    firsts = new int[histories.size()];
    for (int i = 0; i < firsts.length; i++) {
      readings[i] = features.get(i).readings();
      scales[i] = features.get(i).scale();
      firsts[i] = Changes.firstReading(histories.get(i).values());
    }
  }

  /**
   * Those of these histories.
   *
   * @param config of the features that the model was trained on
   * @param direction of the loss that it was trained by
   */
  public static Moves of(List<SeriesHistory> histories, FeatureConfig config, Direction direction) {
    try (FeatureFunction function = new FeatureFunction(config)) {
      return new Moves(List.copyOf(histories), function.run(histories), direction);
    }
  }

  List<SeriesHistory> histories() {
    return histories;
  }

  /** The class, as an index, of the move from a slot to the one {@code step} later. */
  int of(int series, int slot, int step) {
    float[] values = histories.get(series).values();
    int target = slot + step;
    if (slot < firsts[series] || target >= values.length || Float.isNaN(values[target])) {
      return NONE;
    }
    float move = (values[target] - readings[series][slot]) / scales[series][slot];
    return direction.of(move, step);
  }
}
