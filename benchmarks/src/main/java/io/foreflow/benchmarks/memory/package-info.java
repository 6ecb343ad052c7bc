/**
 * What a series costs in memory and on disk: a small Flink job, in a process of its own, keeps as
 * many states as asked for in the job's own way, and is measured at rest.
 */
@NullMarked
package io.foreflow.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
