/**
 * What a person looks at after a training or a backtest: one HTML page that needs nothing else, and
 * each of its plots as PNG.
 */
@NullMarked
package io.foreflow.evaluation.report;

import org.jspecify.annotations.NullMarked;
