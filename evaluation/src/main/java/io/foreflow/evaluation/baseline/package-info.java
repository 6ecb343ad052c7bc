/**
 * Forecasts that need no training, for a model to be measured against: naive, seasonal naive,
 * drift, exponential smoothing, Holt-Winters, Theta, and a band of the naive forecast from the
 * volatility of its steps.
 *
 * <p>Written here because no library on Central offers them that is both maintained and free of a
 * framework of its own; checked against the published figures of the M4 competition.
 */
@NullMarked
package io.foreflow.evaluation.baseline;

import org.jspecify.annotations.NullMarked;
