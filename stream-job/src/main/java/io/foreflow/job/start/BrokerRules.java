package io.foreflow.job.start;

import java.time.Duration;
import java.util.Optional;

/**
 * The rules of the brokers that matter to a pipeline.
 *
 * @param longestTransaction their {@code transaction.max.timeout.ms}; empty where it can't be read
 * @param createsTopics whether writing to a topic makes it; true where it can't be read, since it
 *     may
 */
record BrokerRules(Optional<Duration> longestTransaction, boolean createsTopics) {}
