package io.foreflow.trainer.loop;

import io.foreflow.trainer.network.WeightSet;
import io.foreflow.trainer.state.FitState;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the best weights by the loss on the held-out tail. Without a tail it keeps the last
 * weights, as the schedule ends in small steps. It never keeps weights that are not finite.
 */
final class BestWeights {

  private static final String PREFIX = "best.";

  private @Nullable WeightSet weights;
  private double loss = Double.POSITIVE_INFINITY;
  private int roundsWithoutBetter;

  /** Offers the weights of a round. They are kept if they are the best so far. */
  void offer(OptionalDouble held, Supplier<WeightSet> candidate) {
    if (held.isEmpty()) {
      WeightSet last = candidate.get();
      if (isFinite(last)) {
        weights = last;
      }
    } else if (held.getAsDouble() < loss) {
      loss = held.getAsDouble();
      weights = candidate.get();
      roundsWithoutBetter = 0;
    }
  }

  /** Counts a new round. */
  void newRound() {
    roundsWithoutBetter++;
  }

  int roundsWithoutBetter() {
    return roundsWithoutBetter;
  }

  /**
   * The weights that were kept.
   *
   * @throws TrainingLostException if no weights were kept
   */
  WeightSet weights() {
    if (weights == null) {
      throw new TrainingLostException(
          "no round of the training had a finite loss on the held-out tail, so there are no weights"
              + " to keep; lower learning-rate, or check the history for impossible values");
    }
    return weights;
  }

  private static boolean isFinite(WeightSet candidate) {
    return candidate.tensors().values().stream().allMatch(tensor -> isFinite(tensor.data()));
  }

  private static boolean isFinite(float[] numbers) {
    for (float number : numbers) {
      if (!Float.isFinite(number)) {
        return false;
      }
    }
    return true;
  }

  void save(FitState state) {
    state.put("best", weights == null ? 0 : 1, loss, roundsWithoutBetter);
    if (weights != null) {
      state.put(PREFIX, weights);
    }
  }

  void restore(FitState state, WeightSet like) {
    double[] saved = state.numbers("best");
    weights = saved[0] == 0 ? null : state.weights(PREFIX, like);
    loss = saved[1];
    roundsWithoutBetter = (int) saved[2];
  }
}
