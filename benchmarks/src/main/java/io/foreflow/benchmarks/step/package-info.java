/** Benchmarks of model steps. */
@NullMarked
package io.foreflow.benchmarks.step;

import org.jspecify.annotations.NullMarked;
