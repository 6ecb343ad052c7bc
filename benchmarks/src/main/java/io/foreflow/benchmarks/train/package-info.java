/** Benchmarks of training steps. */
@NullMarked
package io.foreflow.benchmarks.train;

import org.jspecify.annotations.NullMarked;
