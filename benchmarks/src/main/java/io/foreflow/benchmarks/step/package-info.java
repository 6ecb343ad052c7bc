/** What a step of a model costs. */
@NullMarked
package io.foreflow.benchmarks.step;

import org.jspecify.annotations.NullMarked;
