/** The job as a graph of Flink's operators, with its sources and sinks in Kafka. */
@NullMarked
package io.foreflow.job.topology;

import org.jspecify.annotations.NullMarked;
