package io.foreflow.wire;

/** Encoders and decoders of {@link ModelAnnouncement}s. */
public final class ModelAnnouncementCodec {
  private ModelAnnouncementCodec() {}

  /**
   * A decoder that knows the schema versions of this release.
   *
   * @throws IllegalArgumentException if the format needs a registry
   */
  public static RecordDecoder<ModelAnnouncement> decoder(WireFormat format) {
    return switch (format) {
      case AVRO -> avroDecoder(versions());
      case AVRO_CONFLUENT -> throw format.withoutRegistry();
      case JSON -> ModelAnnouncementJson::read;
    };
  }

  /** A decoder of Avro bytes that knows these schema versions. */
  public static RecordDecoder<ModelAnnouncement> avroDecoder(SchemaVersions versions) {
    return SingleObject.decoder(versions, ModelAnnouncementAvro::read);
  }

  public static RecordEncoder<ModelAnnouncement> encoder(WireFormat format) {
    return switch (format) {
      case AVRO -> SingleObject.encoder(versions(), ModelAnnouncementAvro::write);
      case AVRO_CONFLUENT -> throw format.withoutRegistry();
      case JSON -> ModelAnnouncementJson::write;
    };
  }

  /** The schema versions of this release. */
  public static SchemaVersions versions() {
    return SchemaVersions.bundled("ModelAnnouncement");
  }
}
