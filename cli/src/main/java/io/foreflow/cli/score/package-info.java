/**
 * How good forecasts are: absolute errors of matured steps, beside the seasonal naive's on the
 * same\n * steps, in units of the naive's error on the history (MASE).
 */
@NullMarked
package io.foreflow.cli.score;

import org.jspecify.annotations.NullMarked;
