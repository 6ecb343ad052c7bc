/** Kafka transactions under exactly-once: which ids they take, and whether any was lost. */
@NullMarked
package io.foreflow.job.transaction;

import org.jspecify.annotations.NullMarked;
