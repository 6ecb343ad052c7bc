package io.foreflow.wire;

import org.apache.avro.Schema;

/** A source of the schemas by which records were written, such as a schema registry. */
@FunctionalInterface
public interface WriterSchemas {
  /**
   * The schema with this id.
   *
   * @throws MalformedRecordException if there is none, or if it is not Avro: then the record is to
   *     blame. An outage is thrown as something unchecked, so that no good record is put aside
   */
  Schema byId(int id) throws MalformedRecordException;
}
