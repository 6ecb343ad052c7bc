package io.foreflow.trainer.network;

import io.foreflow.trainer.features.FeatureConfig;
import java.util.List;

/**
 * Fits the weights of a network with a quantile head to another horizon and other levels. At the
 * steps and levels that both networks have, the new one forecasts what the old one did, nearly.
 *
 * @param was the features of the old network
 * @param oldLevels the levels of the old network
 * @param horizon the horizon of the new network
 * @param levels the levels of the new network, with the same one in the middle; others only if the
 *     old network has two at least
 */
public record QuantileMove(
    FeatureConfig was, List<Double> oldLevels, int horizon, List<Double> levels) {

  public QuantileMove {
    oldLevels = List.copyOf(oldLevels);
    levels = List.copyOf(levels);
  }

  /** The old network of a new one. */
  public ForecastNetwork old(ForecastNetwork network) {
    return horizon == was.horizon() && levels.equals(oldLevels)
        ? network
        : network.withQuantiles(oldLevels, was.horizon(), was.contextWidth());
  }

  /**
   * The weights of the new network.
   *
   * @param weights those of the old network
   * @param network the new network
   */
  public WeightSet fit(WeightSet weights, ForecastNetwork network) {
    int cells = network.layers().hidden();
    WeightSet steps =
        horizon == was.horizon() ? weights : new HorizonMove(was, horizon).fit(weights, cells);
    return levels.equals(oldLevels) ? steps : new LevelMove(oldLevels, levels).fit(steps);
  }
}
