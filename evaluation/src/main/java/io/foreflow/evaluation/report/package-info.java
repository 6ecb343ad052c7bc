/**
 * The report for a person after a training or a backtest: one HTML page that needs no other file,
 * and each of its plots as PNG.
 */
@NullMarked
package io.foreflow.evaluation.report;

import org.jspecify.annotations.NullMarked;
