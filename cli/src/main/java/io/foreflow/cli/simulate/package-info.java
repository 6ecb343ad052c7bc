/**
 * Simulated sensors and prices. Every value is a function of the seed, the series and the slot. So
 * a history and a live stream agree where they overlap, and a restart gives the same values.
 */
@NullMarked
package io.foreflow.cli.simulate;

import org.jspecify.annotations.NullMarked;
