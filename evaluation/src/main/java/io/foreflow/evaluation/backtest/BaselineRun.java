package io.foreflow.evaluation.backtest;

/** The simple forecasts of one series, which follow it slot by slot. */
public sealed interface BaselineRun permits QuantileBaselineRun, ClassBaselineRun {

  /** Takes in every slot up to and including {@code slot}. */
  void follow(int slot);

  /** Whether enough came up to the slot reached for all of them to forecast. */
  boolean began();

  /** One of them from the slot reached, [row][step], flattened; overwritten by the next call. */
  float[] forecast(int baseline);
}
