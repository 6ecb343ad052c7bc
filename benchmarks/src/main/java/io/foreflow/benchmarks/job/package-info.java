/**
 * The job under load, as its users run it: a Kafka broker, Flink's JobManager and its TaskManager
 * are processes of their own, and what is measured is what the TaskManager pays for a reading.
 */
@NullMarked
package io.foreflow.benchmarks.job;

import org.jspecify.annotations.NullMarked;
