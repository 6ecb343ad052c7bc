package io.foreflow.wire;

/** How a record is written as bytes. */
public enum WireFormat {
  /**
   * Avro's single-object encoding: two marker bytes, the fingerprint of the writer's schema, the
   * fields.
   */
  AVRO,
  /** A JSON object in UTF-8 with the same field names, times in ISO-8601. */
  JSON
}
