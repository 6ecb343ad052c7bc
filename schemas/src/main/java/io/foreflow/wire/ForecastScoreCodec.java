package io.foreflow.wire;

/** Encoders and decoders of {@link ForecastScore}s. */
public final class ForecastScoreCodec {
  private ForecastScoreCodec() {}

  /**
   * A decoder that knows the schema versions of this release.
   *
   * @throws IllegalArgumentException if the format needs a registry
   */
  public static RecordDecoder<ForecastScore> decoder(WireFormat format) {
    return switch (format) {
      case AVRO -> avroDecoder(versions());
      case AVRO_CONFLUENT -> throw format.withoutRegistry();
      case JSON -> ForecastScoreJson::read;
    };
  }

  /** A decoder of Avro bytes that knows these schema versions. */
  public static RecordDecoder<ForecastScore> avroDecoder(SchemaVersions versions) {
    return SingleObject.decoder(versions, ForecastScoreAvro::read);
  }

  public static RecordEncoder<ForecastScore> encoder(WireFormat format) {
    return switch (format) {
      case AVRO -> SingleObject.encoder(versions(), ForecastScoreAvro::write);
      case AVRO_CONFLUENT -> throw format.withoutRegistry();
      case JSON -> ForecastScoreJson::write;
    };
  }

  /**
   * A decoder of {@link WireFormat#AVRO_CONFLUENT} that finds the writers' schemas in a registry.
   */
  public static RecordDecoder<ForecastScore> confluentDecoder(WriterSchemas schemas) {
    return ConfluentAvro.decoder(versions().current(), ForecastScoreAvro::read, schemas);
  }

  /**
   * An encoder of {@link WireFormat#AVRO_CONFLUENT} that writes the schema's id in the registry.
   */
  public static RecordEncoder<ForecastScore> confluentEncoder(int schemaId) {
    return ConfluentAvro.encoder(schemaId, ForecastScoreAvro::write);
  }

  /** The schema versions of this release. */
  public static SchemaVersions versions() {
    return SchemaVersions.bundled("ForecastScore");
  }
}
