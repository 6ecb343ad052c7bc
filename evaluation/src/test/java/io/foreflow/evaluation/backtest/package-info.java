@NullMarked
package io.foreflow.evaluation.backtest;

import org.jspecify.annotations.NullMarked;
