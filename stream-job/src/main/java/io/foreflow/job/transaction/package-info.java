/**
 * Kafka transactions under exactly-once: the ids that the job uses, and a check for lost
 * transactions.
 */
@NullMarked
package io.foreflow.job.transaction;

import org.jspecify.annotations.NullMarked;
