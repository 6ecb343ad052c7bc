package io.foreflow.cli.demo;

/**
 * How good the forecasts were, by the records of scores so far.
 *
 * @param mase mean absolute error, in scales of the series: a scale is the mean error of its
 *     seasonal naive forecast. NaN before there is one
 * @param maseSeasonalNaive the same of the seasonal naive forecasts from the same origins
 * @param coverage the share of readings between the lowest and the highest level; NaN of none
 * @param scored how many forecasts met their reading, each tracked step counted by itself
 */
public record LiveScores(double mase, double maseSeasonalNaive, double coverage, long scored) {}
