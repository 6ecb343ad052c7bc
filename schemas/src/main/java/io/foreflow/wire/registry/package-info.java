/**
 * A client of a schema registry, by the REST API that Confluent's, Apicurio's and others share:
 * schemas by their id for readers, ids of schemas for writers. An outage is waited for and then
 * reported; it never looks like a record that is to blame.
 */
@NullMarked
package io.foreflow.wire.registry;

import org.jspecify.annotations.NullMarked;
