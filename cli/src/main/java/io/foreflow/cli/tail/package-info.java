/** The command {@code tail}, which shows the forecasts of a topic. */
@NullMarked
package io.foreflow.cli.tail;

import org.jspecify.annotations.NullMarked;
