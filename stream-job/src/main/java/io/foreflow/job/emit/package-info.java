/** Writes the job's records to Kafka: forecasts and rejected records. */
@NullMarked
package io.foreflow.job.emit;

import org.jspecify.annotations.NullMarked;
