/**
 * How good a model file is: it is walked through readings that it was not trained on, as the job
 * would walk it, and each of its forecasts is held against what came, beside the baselines'.
 */
@NullMarked
package io.foreflow.evaluation.backtest;

import org.jspecify.annotations.NullMarked;
