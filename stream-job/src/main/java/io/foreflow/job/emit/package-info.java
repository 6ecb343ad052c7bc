/** The records that the job writes to Kafka: forecasts, events, and records that it puts aside. */
@NullMarked
package io.foreflow.job.emit;

import org.jspecify.annotations.NullMarked;
