/** The command {@code broker}: a Kafka to try a pipeline on. */
@NullMarked
package io.foreflow.cli.broker;

import org.jspecify.annotations.NullMarked;
