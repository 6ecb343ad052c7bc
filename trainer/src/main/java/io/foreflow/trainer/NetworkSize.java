package io.foreflow.trainer;

import io.foreflow.trainer.ensemble.Members;
import io.foreflow.trainer.features.FeatureFunction;
import io.foreflow.trainer.network.CellKind;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.WeightSpec;

/** The size of a model, known before it is trained. */
public final class NetworkSize {

  private NetworkSize() {}

  /** The number of weights of all members that a training of this configuration learns. */
  public static long weights(TrainingConfig config) {
    Members members = config.ensemble().members();
    long weights = (long) config.ensemble().ridgeWindow() * config.horizon();
    try (FeatureFunction function = new FeatureFunction(config.features())) {
      for (CellKind cell : members.cellsOf(config.network().cell())) {
        ForecastNetwork network =
            config
                .network()
                .withCell(cell)
                .build(
                    config.levels(),
                    config.horizon(),
                    function.inputWidth(),
                    config.features().contextWidth());
        for (WeightSpec spec : network.weights()) {
          weights += (long) spec.rows() * spec.columns();
        }
      }
    }
    return weights;
  }
}
