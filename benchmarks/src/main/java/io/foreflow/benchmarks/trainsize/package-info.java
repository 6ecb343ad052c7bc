/** Memory, time and speed of trainings by the size of their history. */
@NullMarked
package io.foreflow.benchmarks.trainsize;

import org.jspecify.annotations.NullMarked;
