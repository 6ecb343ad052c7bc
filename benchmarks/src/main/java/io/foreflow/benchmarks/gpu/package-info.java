/** Trainings on a GPU beside the same ones on a CPU. */
@NullMarked
package io.foreflow.benchmarks.gpu;

import org.jspecify.annotations.NullMarked;
