package io.foreflow.job.order;

import io.foreflow.manifest.Manifest;
import io.foreflow.series.Duplicates;
import io.foreflow.series.OhlcOfSlot;
import io.foreflow.series.SlotGrid;
import io.foreflow.series.SlotPolicy;

/** The slot policies for the series that a model serves. */
final class SlotPolicies {
  private SlotPolicies() {}

  /**
   * The policy for the model's cadence and features.
   *
   * @throws IllegalArgumentException if the model does not take what the policy makes
   */
  static SlotPolicy of(Duplicates duplicates, Manifest model) {
    int taken = model.features().size() - 1;
    if (duplicates == Duplicates.OHLC && taken != OhlcOfSlot.COVARIATES) {
      throw new IllegalArgumentException(
          "duplicates: found ohlc, which needs a model of four features (close, open, high, low);"
              + " model "
              + model.model()
              + " has the features "
              + model.features()
              + ": train one on such candles, or set duplicates to first, last or mean");
    }
    return SlotPolicy.of(duplicates, SlotGrid.of(model), taken);
  }
}
