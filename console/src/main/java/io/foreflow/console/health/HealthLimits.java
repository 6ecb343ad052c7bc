package io.foreflow.console.health;

/** The limits of the rules. Those that the alerts of deploy/prometheus have too are the same. */
final class HealthLimits {

  /** ForeflowLag. */
  static final long LAG_MILLIS = 10_000;

  /** ForeflowDeadLetters: share of the readings. */
  static final double DEAD_LETTER_SHARE = 0.01;

  /** ForeflowClosedMarket: share of the readings. */
  static final double CLOSED_MARKET_SHARE = 0.1;

  /** ForeflowClosedMarket: readings behind the share. */
  static final long LEAST_READINGS = 100;

  /** ForeflowClosedMarket: gaps for each series. */
  static final double GAPS_OF_SERIES = 0.5;

  /** Share of the readings; no alert has it. */
  static final double LATE_SHARE = 0.05;

  /** ForeflowWorseThanNaive. */
  static final double MASE = 1;

  /** ForeflowCoverageOff: distance from the nominal coverage. */
  static final double COVERAGE_DISTANCE = 0.05;

  /** ForeflowWorseThanNaive and ForeflowCoverageOff: forecasts behind a figure. */
  static final long LEAST_FORECASTS = 1000;

  private HealthLimits() {}
}
