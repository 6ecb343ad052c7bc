/**
 * Scores of live forecasts: absolute errors of the steps whose readings have come, compared with
 * those of the seasonal naive forecast. Errors are measured in units of the naive forecast's error
 * on the history (MASE).
 */
@NullMarked
package io.foreflow.cli.score;

import org.jspecify.annotations.NullMarked;
