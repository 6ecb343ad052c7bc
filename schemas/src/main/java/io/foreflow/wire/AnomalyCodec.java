package io.foreflow.wire;

/** Encoders and decoders of records of {@link Anomaly}. */
public final class AnomalyCodec {
  private AnomalyCodec() {}

  /**
   * A decoder that knows the schema versions of this release.
   *
   * @throws IllegalArgumentException if the format needs a registry
   */
  public static RecordDecoder<Anomaly> decoder(WireFormat format) {
    return switch (format) {
      case AVRO -> avroDecoder(versions());
      case AVRO_CONFLUENT -> throw format.withoutRegistry();
      case JSON -> AnomalyJson::read;
    };
  }

  /** A decoder of Avro bytes that knows these schema versions. */
  public static RecordDecoder<Anomaly> avroDecoder(SchemaVersions versions) {
    return SingleObject.decoder(versions, AnomalyAvro::read);
  }

  public static RecordEncoder<Anomaly> encoder(WireFormat format) {
    return switch (format) {
      case AVRO -> SingleObject.encoder(versions(), AnomalyAvro::write);
      case AVRO_CONFLUENT -> throw format.withoutRegistry();
      case JSON -> AnomalyJson::write;
    };
  }

  /**
   * A decoder of {@link WireFormat#AVRO_CONFLUENT} that finds the writers' schemas in a registry.
   */
  public static RecordDecoder<Anomaly> confluentDecoder(WriterSchemas schemas) {
    return ConfluentAvro.decoder(versions().current(), AnomalyAvro::read, schemas);
  }

  /**
   * An encoder of {@link WireFormat#AVRO_CONFLUENT} that writes the schema's id in the registry.
   */
  public static RecordEncoder<Anomaly> confluentEncoder(int schemaId) {
    return ConfluentAvro.encoder(schemaId, AnomalyAvro::write);
  }

  /** The schema versions of this release. */
  public static SchemaVersions versions() {
    return SchemaVersions.bundled("Anomaly");
  }
}
