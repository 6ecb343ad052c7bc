package io.foreflow.outcome;

/** Whether bands of forecasts are calibrated. */
public enum CalibrationMode {
  /** The bands are as the model gives them. */
  OFF,
  /** Each series' bands move with what came of its earlier forecasts. */
  ONLINE
}
