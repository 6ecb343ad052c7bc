package io.foreflow.trainer;

import io.foreflow.trainer.features.FeatureFunction;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.WeightSpec;

/** The size of a network, known before it is trained. */
public final class NetworkSize {

  private NetworkSize() {}

  /** The number of weights that a training of this configuration learns. */
  public static long weights(TrainingConfig config) {
    try (FeatureFunction function = new FeatureFunction(config.features())) {
      long weights = 0;
      ForecastNetwork network =
          config
              .network()
              .build(
                  config.levels(),
                  config.horizon(),
                  function.inputWidth(),
                  config.features().contextWidth());
      for (WeightSpec spec : network.weights()) {
        weights += (long) spec.rows() * spec.columns();
      }
      return weights;
    }
  }
}
