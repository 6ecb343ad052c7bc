/** Benchmarks of waves of readings, without Flink around them. */
@NullMarked
package io.foreflow.benchmarks.wave;

import org.jspecify.annotations.NullMarked;
