/**
 * Measures what a series costs in memory and on disk. A small Flink job in its own process stores a
 * given number of states in the same way as the real job, and is measured when it is idle.
 */
@NullMarked
package io.foreflow.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
