/** Kafka for the commands: connections, topics, and readers and writers of records. */
@NullMarked
package io.foreflow.cli.kafka;

import org.jspecify.annotations.NullMarked;
