/** The command {@code backtest}, which measures how good a model is on given readings. */
@NullMarked
package io.foreflow.cli.backtest;

import org.jspecify.annotations.NullMarked;
