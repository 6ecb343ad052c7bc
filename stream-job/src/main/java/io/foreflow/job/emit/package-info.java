/** What the job writes to Kafka: forecasts, and the records it put aside. */
@NullMarked
package io.foreflow.job.emit;

import org.jspecify.annotations.NullMarked;
