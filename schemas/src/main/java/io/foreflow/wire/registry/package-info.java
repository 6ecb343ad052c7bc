/**
 * A client of a schema registry, by the REST API that Confluent's, Apicurio's and other registries
 * share. Readers ask for schemas by their id, and writers ask for the ids of schemas. During an
 * outage the client waits and then reports it, so an outage is never blamed on a record.
 *
 * <p>The client is written by hand, because Flink's format for Confluent's registry needs a library
 * that Maven Central does not have.
 */
@NullMarked
package io.foreflow.wire.registry;

import org.jspecify.annotations.NullMarked;
