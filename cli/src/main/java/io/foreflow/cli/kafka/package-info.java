/** Connections of commands to Kafka: topics, readings to write, forecasts to read. */
@NullMarked
package io.foreflow.cli.kafka;

import org.jspecify.annotations.NullMarked;
