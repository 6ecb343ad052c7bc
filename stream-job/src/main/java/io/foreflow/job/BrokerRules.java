package io.foreflow.job;

import java.time.Duration;
import java.util.Optional;

/**
 * What brokers are told to allow.
 *
 * @param longestTransaction their {@code transaction.max.timeout.ms}; empty where they don't tell
 * @param createsTopics whether writing to a topic makes it; true where they don't tell, since then
 *     nobody can say that it won't
 */
record BrokerRules(Optional<Duration> longestTransaction, boolean createsTopics) {}
