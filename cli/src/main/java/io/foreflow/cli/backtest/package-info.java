/** The command {@code backtest}, which measures the errors of a model on given readings. */
@NullMarked
package io.foreflow.cli.backtest;

import org.jspecify.annotations.NullMarked;
