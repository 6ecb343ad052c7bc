/**
 * Measures the job under load, as its users run it. The Kafka broker, Flink's JobManager and its
 * TaskManager are separate processes. The result is what a reading costs the TaskManager.
 */
@NullMarked
package io.foreflow.benchmarks.job;

import org.jspecify.annotations.NullMarked;
