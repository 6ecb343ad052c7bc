package io.foreflow.evaluation.backtest;

/** The forecasts of the baselines for one series, which they follow slot by slot. */
public sealed interface BaselineRun permits QuantileBaselineRun, ClassBaselineRun {

  /** Takes in every slot up to and including {@code slot}. */
  void follow(int slot);

  /** Whether all baselines have seen enough to forecast from the slot that was reached. */
  boolean began();

  /**
   * The forecast of one baseline from the slot that was reached: [row][step], flattened. The next
   * call overwrites it.
   */
  float[] forecast(int baseline);
}
