/**
 * Measures the accuracy of forecasts on public data sets. Each task has one fixed configuration.
 * Its model is trained, exported and stepped reading by reading. The forecasts are written to
 * files, so that others can score them.
 */
@NullMarked
package io.foreflow.benchmarks.accuracy;

import org.jspecify.annotations.NullMarked;
