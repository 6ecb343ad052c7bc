package io.foreflow.wire;

/** Encoders and decoders of {@link Forecast}s. */
public final class ForecastCodec {
  private ForecastCodec() {}

  /**
   * A decoder that knows the schema versions of this release.
   *
   * @throws IllegalArgumentException if the format needs a registry
   */
  public static RecordDecoder<Forecast> decoder(WireFormat format) {
    return switch (format) {
      case AVRO -> avroDecoder(versions());
      case AVRO_CONFLUENT -> throw format.withoutRegistry();
      case JSON -> ForecastJson::read;
    };
  }

  /** A decoder of Avro bytes that knows these schema versions. */
  public static RecordDecoder<Forecast> avroDecoder(SchemaVersions versions) {
    return SingleObject.decoder(versions, ForecastAvro::read);
  }

  public static RecordEncoder<Forecast> encoder(WireFormat format) {
    return switch (format) {
      case AVRO -> SingleObject.encoder(versions(), ForecastAvro::write);
      case AVRO_CONFLUENT -> throw format.withoutRegistry();
      case JSON -> ForecastJson::write;
    };
  }

  /**
   * A decoder of {@link WireFormat#AVRO_CONFLUENT} that finds the writers' schemas in a registry.
   */
  public static RecordDecoder<Forecast> confluentDecoder(WriterSchemas schemas) {
    return ConfluentAvro.decoder(versions().current(), ForecastAvro::read, schemas);
  }

  /**
   * An encoder of {@link WireFormat#AVRO_CONFLUENT} that writes the schema's id in the registry.
   */
  public static RecordEncoder<Forecast> confluentEncoder(int schemaId) {
    return ConfluentAvro.encoder(schemaId, ForecastAvro::write);
  }

  /** The schema versions of this release. */
  public static SchemaVersions versions() {
    return SchemaVersions.bundled("Forecast", 2);
  }
}
