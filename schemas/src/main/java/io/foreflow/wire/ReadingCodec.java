package io.foreflow.wire;

/** {@link Reading}s as bytes and back. */
public final class ReadingCodec {
  private ReadingCodec() {}

  /**
   * A decoder that knows the schema versions of this release.
   *
   * @throws IllegalArgumentException if the format needs a registry
   */
  public static RecordDecoder<Reading> decoder(WireFormat format) {
    return switch (format) {
      case AVRO -> avroDecoder(versions());
      case AVRO_CONFLUENT -> throw format.withoutRegistry();
      case JSON -> ReadingJson::read;
    };
  }

  /** A decoder of Avro bytes that knows these schema versions. */
  public static RecordDecoder<Reading> avroDecoder(SchemaVersions versions) {
    return SingleObject.decoder(versions, ReadingAvro::read);
  }

  public static RecordEncoder<Reading> encoder(WireFormat format) {
    return switch (format) {
      case AVRO -> SingleObject.encoder(versions(), ReadingAvro::write);
      case AVRO_CONFLUENT -> throw format.withoutRegistry();
      case JSON -> ReadingJson::write;
    };
  }

  /** A decoder of {@link WireFormat#AVRO_CONFLUENT} whose writers' schemas are found there. */
  public static RecordDecoder<Reading> confluentDecoder(WriterSchemas schemas) {
    return ConfluentAvro.decoder(versions().current(), ReadingAvro::read, schemas);
  }

  /** An encoder of {@link WireFormat#AVRO_CONFLUENT}; the registry's id is that of the schema. */
  public static RecordEncoder<Reading> confluentEncoder(int schemaId) {
    return ConfluentAvro.encoder(schemaId, ReadingAvro::write);
  }

  /** The schema versions of this release. */
  public static SchemaVersions versions() {
    return SchemaVersions.bundled("Reading");
  }
}
