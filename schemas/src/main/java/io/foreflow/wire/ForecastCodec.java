package io.foreflow.wire;

/** Encoders and decoders of {@link Forecast}s. */
public final class ForecastCodec {
  /** The number of the schema that has no step times. */
  private static final int WITHOUT_TIMES = 3;

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

  /**
   * An encoder. In Avro, a forecast without step times is written in the schema of before there
   * were any, so that earlier releases read it.
   *
   * @throws IllegalArgumentException if the format needs a registry
   */
  public static RecordEncoder<Forecast> encoder(WireFormat format) {
    return switch (format) {
      case AVRO -> avroEncoder();
      case AVRO_CONFLUENT -> throw format.withoutRegistry();
      case JSON -> ForecastJson::write;
    };
  }

  private static RecordEncoder<Forecast> avroEncoder() {
    RecordEncoder<Forecast> withTimes = SingleObject.encoder(versions(), ForecastAvro::write);
    RecordEncoder<Forecast> without =
        SingleObject.encoder(
            SchemaVersions.bundled("Forecast-" + WITHOUT_TIMES), ForecastAvro::writeWithoutTimes);
    return forecast ->
        forecast.stepTimes().length == 0 ? without.encode(forecast) : withTimes.encode(forecast);
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
    return SchemaVersions.bundled("Forecast", WITHOUT_TIMES);
  }
}
