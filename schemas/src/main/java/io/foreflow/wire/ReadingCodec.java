package io.foreflow.wire;

/** Encoders and decoders of {@link Reading}s. */
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

  /**
   * A decoder of {@link WireFormat#AVRO_CONFLUENT} that finds the writers' schemas in a registry.
   */
  public static RecordDecoder<Reading> confluentDecoder(WriterSchemas schemas) {
    return ConfluentAvro.decoder(versions().current(), ReadingAvro::read, schemas);
  }

  /**
   * An encoder of {@link WireFormat#AVRO_CONFLUENT} that writes the schema's id in the registry.
   */
  public static RecordEncoder<Reading> confluentEncoder(int schemaId) {
    return ConfluentAvro.encoder(schemaId, ReadingAvro::write);
  }

  /** The schema versions of this release. */
  public static SchemaVersions versions() {
    return SchemaVersions.bundled("Reading");
  }
}
