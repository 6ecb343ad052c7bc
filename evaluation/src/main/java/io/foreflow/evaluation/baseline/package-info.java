/**
 * Forecasts that need no training, to compare models with: naive, seasonal naive, drift,
 * exponential smoothing, Holt-Winters, Theta, and a band around the naive forecast from the
 * volatility of its steps.
 *
 * <p>They are written by hand, because every library on Maven Central with these forecasts is
 * either unmaintained or part of a framework. They are checked against the published figures of the
 * M4 competition.
 */
@NullMarked
package io.foreflow.evaluation.baseline;

import org.jspecify.annotations.NullMarked;
