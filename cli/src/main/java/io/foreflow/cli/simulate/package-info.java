/**
 * Simulated sensors and prices. Every value is a function of the seed, the series and the slot, so
 * a live stream continues its history, and a restart repeats the same values.
 */
@NullMarked
package io.foreflow.cli.simulate;

import org.jspecify.annotations.NullMarked;
