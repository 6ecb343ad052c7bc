/**
 * Sensors and prices that never were: every value is a function of the seed, the series and the\n *
 * slot, so a history and a live stream agree wherever they meet, and a restart repeats itself.
 */
@NullMarked
package io.foreflow.cli.simulate;

import org.jspecify.annotations.NullMarked;
