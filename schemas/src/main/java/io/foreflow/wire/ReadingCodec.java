package io.foreflow.wire;

/** {@link Reading}s as bytes and back. */
public final class ReadingCodec {
  private ReadingCodec() {}

  /** A decoder that knows the schema versions of this release. */
  public static RecordDecoder<Reading> decoder(WireFormat format) {
    return switch (format) {
      case AVRO -> avroDecoder(versions());
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
      case JSON -> ReadingJson::write;
    };
  }

  /** The schema versions of this release. */
  public static SchemaVersions versions() {
    return SchemaVersions.bundled("Reading");
  }
}
