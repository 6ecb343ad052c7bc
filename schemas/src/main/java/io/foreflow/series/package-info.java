/** What a series is to every module: a row of slots on the grid of one cadence. */
@NullMarked
package io.foreflow.series;

import org.jspecify.annotations.NullMarked;
