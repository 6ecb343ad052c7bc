package io.foreflow.wire;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;

/** The fields of a {@link ModelAnnouncement} in Avro. */
final class ModelAnnouncementAvro {
  private ModelAnnouncementAvro() {}

  static ModelAnnouncement read(Decoder in, Schema.Field[] order)
      throws IOException, MalformedRecordException {
    String model = "";
    String version = "";
    String uri = "";
    String sha256 = "";
    long announcedAt = 0;
    for (Schema.Field field : order) {
      switch (field.name()) {
        case "model" -> model = FieldChecks.notBlank("model", in.readString());
        case "version" -> version = FieldChecks.notBlank("version", in.readString());
        case "uri" -> uri = FieldChecks.notBlank("uri", in.readString());
        case "sha256" -> sha256 = FieldChecks.sha256(in.readString());
        case "announcedAt" -> announcedAt = FieldChecks.time("announcedAt", in.readLong());
        default -> throw new IllegalStateException("the schema has a field without code: " + field);
      }
    }
    return new ModelAnnouncement(model, version, uri, sha256, announcedAt);
  }

  static void write(ModelAnnouncement announcement, AvroOutput out) {
    out.writeString(announcement.model());
    out.writeString(announcement.version());
    out.writeString(announcement.uri());
    out.writeString(announcement.sha256());
    out.writeLong(announcement.announcedAt());
  }
}
