/**
 * Kafka transactions for exactly-once delivery: the ids that they take, and whether any was lost.
 */
@NullMarked
package io.foreflow.job.transaction;

import org.jspecify.annotations.NullMarked;
