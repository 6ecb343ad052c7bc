/** What a Kafka record can be to the job: a reading to step, or a record to put aside. */
@NullMarked
package io.foreflow.job.arrival;

import org.jspecify.annotations.NullMarked;
