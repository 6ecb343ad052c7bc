/** Programs that measure Foreflow's speed and print the results as JSON. */
@NullMarked
package io.foreflow.benchmarks;

import org.jspecify.annotations.NullMarked;
