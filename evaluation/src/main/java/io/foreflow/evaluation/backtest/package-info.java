/**
 * Backtests of model files. A model steps through readings that it was not trained on, as in the
 * job. Each of its forecasts is compared with the readings that followed, and with the baselines'
 * forecasts.
 */
@NullMarked
package io.foreflow.evaluation.backtest;

import org.jspecify.annotations.NullMarked;
