/**
 * How good the forecasts are on public data sets: one fixed configuration for each task, trained,
 * exported, stepped reading by reading through the file, and written down for others to score.
 */
@NullMarked
package io.foreflow.benchmarks.accuracy;

import org.jspecify.annotations.NullMarked;
