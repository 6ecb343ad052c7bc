package io.foreflow.job.score;

import io.foreflow.outcome.AnomalyWatch;
import io.foreflow.outcome.OutcomePlan;
import io.foreflow.outcome.SeriesSums;

/**
 * A part of a series' state that follows the memory of its current model's forecasts. It is zeros
 * until whoever keeps something in it begins it. It is never one of a former model.
 *
 * <p>In snapshots a section is known by its name. One that gets another size needs another name.
 */
public enum StateSection {
  /** {@link SeriesSums} of the scores since the last record. */
  SUMS {
    @Override
    int bytes(OutcomePlan plan) {
      return multipleOfEight(SeriesSums.bytes(plan));
    }
  },

  /** An {@link AnomalyWatch}. */
  WATCH {
    @Override
    int bytes(OutcomePlan plan) {
      return multipleOfEight(AnomalyWatch.BYTES);
    }
  };

  /** How many bytes it takes. */
  abstract int bytes(OutcomePlan plan);

  private static int multipleOfEight(int bytes) {
    return (bytes + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
  }
}
