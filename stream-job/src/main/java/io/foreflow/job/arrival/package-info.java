/** The kinds of Kafka records that arrive at the job: a reading to step, or a record to reject. */
@NullMarked
package io.foreflow.job.arrival;

import org.jspecify.annotations.NullMarked;
