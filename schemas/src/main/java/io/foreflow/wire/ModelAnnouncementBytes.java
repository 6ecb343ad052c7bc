package io.foreflow.wire;

/** Decodes announcements in whichever format each is written. Not thread-safe. */
public final class ModelAnnouncementBytes implements RecordDecoder<ModelAnnouncement> {
  /** Avro's single-object encoding begins with this byte, and no JSON text does. */
  private static final byte AVRO_MARKER = (byte) 0xC3;

  private final RecordDecoder<ModelAnnouncement> avro =
      ModelAnnouncementCodec.decoder(WireFormat.AVRO);
  private final RecordDecoder<ModelAnnouncement> json =
      ModelAnnouncementCodec.decoder(WireFormat.JSON);

  @Override
  public ModelAnnouncement decode(byte[] bytes) throws MalformedRecordException {
    boolean isAvro = bytes.length > 0 && bytes[0] == AVRO_MARKER;
    return (isAvro ? avro : json).decode(bytes);
  }
}
