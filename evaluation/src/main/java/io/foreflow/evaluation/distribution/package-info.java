/**
 * Quantiles of the distributions that forecasts consist of. They are written by hand with {@code
 * StrictMath}, because the last bits of a library's results may differ from machine to machine, and
 * the same model must give the same forecasts.
 */
@NullMarked
package io.foreflow.evaluation.distribution;

import org.jspecify.annotations.NullMarked;
