/** A command's connections to Kafka: topics, readings going out, forecasts coming in. */
@NullMarked
package io.foreflow.cli.kafka;

import org.jspecify.annotations.NullMarked;
