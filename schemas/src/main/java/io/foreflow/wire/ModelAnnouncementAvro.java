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
        case "model" -> model = Checks.notBlank("model", in.readString());
        case "version" -> version = Checks.notBlank("version", in.readString());
        case "uri" -> uri = Checks.notBlank("uri", in.readString());
        case "sha256" -> sha256 = Checks.sha256(in.readString());
        case "announcedAt" -> announcedAt = Checks.time("announcedAt", in.readLong());
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
