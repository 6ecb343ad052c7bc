/** The command {@code tail}: the forecasts of a topic, readable. */
@NullMarked
package io.foreflow.cli.tail;

import org.jspecify.annotations.NullMarked;
