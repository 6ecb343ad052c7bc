/**
 * Scores live forecasts: absolute errors of the model and of seasonal naive forecasts on the same
 * steps, in units of the naive error on the history (MASE).
 */
@NullMarked
package io.foreflow.cli.score;

import org.jspecify.annotations.NullMarked;
