package io.foreflow.wire;

import org.apache.avro.Schema;

/** Where a reader finds the schema by which a record was written: a schema registry. */
@FunctionalInterface
public interface WriterSchemas {
  /**
   * The schema with this id.
   *
   * @throws MalformedRecordException if there is none, or if it is not Avro: the record is to
   *     blame. An outage is not: whoever can't be asked throws something unchecked, so that no good
   *     record is put aside
   */
  Schema byId(int id) throws MalformedRecordException;
}
