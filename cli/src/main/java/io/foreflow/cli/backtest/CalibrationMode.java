package io.foreflow.cli.backtest;

/** Whether a backtest calibrates the bands of its forecasts. */
enum CalibrationMode {
  /** The bands are scored as the model gives them. */
  OFF,
  /** Each series' bands move with what came of its earlier forecasts. */
  ONLINE
}
