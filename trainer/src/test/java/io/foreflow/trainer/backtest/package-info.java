@NullMarked
package io.foreflow.trainer.backtest;

import org.jspecify.annotations.NullMarked;
