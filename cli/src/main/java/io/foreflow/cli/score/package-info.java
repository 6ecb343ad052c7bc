/**
 * The command {@code score}: scores of the forecasts in a topic by the readings that came later.
 */
@NullMarked
package io.foreflow.cli.score;

import org.jspecify.annotations.NullMarked;
