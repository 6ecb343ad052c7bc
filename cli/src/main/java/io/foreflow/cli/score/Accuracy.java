package io.foreflow.cli.score;

/**
 * The errors of the forecasts of all series so far.
 *
 * @param mase mean over the series of their mean absolute error, each in units of the seasonal
 *     naive's mean absolute error on its history; NaN before a step has matured
 * @param maseSeasonalNaive the same for the best of the seasonal naive forecasts, on the same steps
 * @param coverage the share of readings between the lowest and the highest level
 * @param steps how many forecast steps have matured and were scored
 */
public record Accuracy(double mase, double maseSeasonalNaive, double coverage, long steps) {}
