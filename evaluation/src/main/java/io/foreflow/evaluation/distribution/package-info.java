/**
 * Quantiles of the distributions that forecasts are made of. By hand and with {@code StrictMath}: a
 * library would give other last bits on another machine, and the same model must give the same
 * forecasts.
 */
@NullMarked
package io.foreflow.evaluation.distribution;

import org.jspecify.annotations.NullMarked;
