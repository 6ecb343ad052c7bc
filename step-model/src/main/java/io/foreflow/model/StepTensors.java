package io.foreflow.model;

/** Names of the tensors of a step, in contract 1. */
public final class StepTensors {
  /**
   * Input, float32 [rows, features]: the target in its own units, then the covariates; NaN =
   * missing.
   */
  public static final String OBSERVED = "observed";

  /** Input, int64 [rows]: event time of the reading in epoch milliseconds. */
  public static final String TIME = "time";

  /** Input, float32 [rows, state size]: all zeros for a series never seen. */
  public static final String STATE = "state";

  /** Output, float32 [rows, levels, horizon]: quantiles in the target's own units. */
  public static final String FORECAST = "forecast";

  /** Output, float32 [rows, state size]: the state to give at the series' next step. */
  public static final String NEXT_STATE = "next_state";

  private StepTensors() {}
}
