package io.foreflow.wire;

/** {@link Forecast}s as bytes and back. */
public final class ForecastCodec {
  private ForecastCodec() {}

  /** A decoder that knows the schema versions of this release. */
  public static RecordDecoder<Forecast> decoder(WireFormat format) {
    return switch (format) {
      case AVRO -> avroDecoder(versions());
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
      case JSON -> ForecastJson::write;
    };
  }

  /** The schema versions of this release. */
  public static SchemaVersions versions() {
    return SchemaVersions.bundled("Forecast", 1);
  }
}
