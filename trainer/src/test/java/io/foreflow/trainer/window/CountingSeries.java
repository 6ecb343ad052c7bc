package io.foreflow.trainer.window;

import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.features.FeatureFunction;
import io.foreflow.trainer.features.SeriesFeatures;
import java.util.ArrayList;
import java.util.List;

/** Series that count up from 0, named after their lengths, with their features. */
final class CountingSeries {

  static final int HORIZON = 3;

  private CountingSeries() {}

  static List<SeriesFeatures> of(int... lengths) {
    List<SeriesHistory> histories = new ArrayList<>();
    for (int length : lengths) {
      float[] values = new float[length];
      for (int i = 0; i < length; i++) {
        values[i] = i;
      }
      histories.add(new SeriesHistory("s" + length, 0, values));
    }
    FeatureConfig config = new FeatureConfig(3_600_000, HORIZON, 8, List.of(), 2);
    try (FeatureFunction function = new FeatureFunction(config)) {
      return function.run(histories);
    }
  }
}
