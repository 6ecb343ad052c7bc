package io.foreflow.trainer.loop;

import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.WeightSet;
import io.foreflow.trainer.random.SeededRandom;
import java.util.Optional;

/**
 * Where a fit starts.
 *
 * @param seed seed of everything random in the fit
 * @param weights the first weights; empty for random ones
 */
public record FitStart(long seed, Optional<WeightSet> weights) {

  /** A start with random weights. */
  public static FitStart random(long seed) {
    return new FitStart(seed, Optional.empty());
  }

  /** The first weights of the network. */
  WeightSet of(ForecastNetwork network) {
    return weights.orElseGet(
        () ->
            WeightSet.draw(
                network.weights(),
                SeededRandom.of(seed, SeededRandom.Purpose.WEIGHTS, 0).nextLong()));
  }
}
