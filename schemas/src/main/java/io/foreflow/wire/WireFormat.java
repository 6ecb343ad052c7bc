package io.foreflow.wire;

/** How a record is written as bytes. */
public enum WireFormat {
  /**
   * Avro's single-object encoding: two marker bytes, the fingerprint of the writer's schema, the
   * fields.
   */
  AVRO,
  /**
   * Avro as Confluent's serializers write it: a zero byte, the id of the writer's schema in a
   * schema registry, the fields.
   */
  AVRO_CONFLUENT,
  /** A JSON object in UTF-8 with the same field names, times in ISO-8601. */
  JSON;

  /** Whether reading and writing it takes a schema registry. */
  public boolean needsRegistry() {
    return this == AVRO_CONFLUENT;
  }

  /** The exception for a codec that was asked for without a registry. */
  IllegalArgumentException withoutRegistry() {
    return new IllegalArgumentException(this + " needs a schema registry: ask for that codec");
  }
}
