/** What a training step costs. */
@NullMarked
package io.foreflow.benchmarks.train;

import org.jspecify.annotations.NullMarked;
