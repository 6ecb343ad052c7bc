/**
 * The command {@code retrain}: from the readings in Kafka to a judged model in the store, and to
 * the running job.
 */
@NullMarked
package io.foreflow.cli.retrain;

import org.jspecify.annotations.NullMarked;
