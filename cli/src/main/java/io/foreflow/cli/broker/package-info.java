/** The command {@code broker}, which runs a Kafka broker to try a pipeline with. */
@NullMarked
package io.foreflow.cli.broker;

import org.jspecify.annotations.NullMarked;
