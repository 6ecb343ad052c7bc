package io.foreflow.wire;

import java.io.IOException;
import java.util.List;

/** A {@link ModelAnnouncement} in JSON. */
final class ModelAnnouncementJson {
  private static final List<String> FIELDS =
      List.of("model", "version", "uri", "sha256", "announcedAt");

  private ModelAnnouncementJson() {}

  static ModelAnnouncement read(byte[] bytes) throws MalformedRecordException {
    String model = "";
    String version = "";
    String uri = "";
    String sha256 = "";
    long announcedAt = 0;
    try (JsonObject in = new JsonObject("ModelAnnouncement", bytes, FIELDS)) {
      while (in.next()) {
        switch (in.field()) {
          case "model" -> model = FieldChecks.notBlank("model", in.text());
          case "version" -> version = FieldChecks.notBlank("version", in.text());
          case "uri" -> uri = FieldChecks.notBlank("uri", in.text());
          case "sha256" -> sha256 = FieldChecks.sha256(in.text());
          default -> announcedAt = in.time();
        }
      }
      in.requireAll();
    } catch (IOException e) {
      throw JsonProblems.undecodable("ModelAnnouncement", e);
    }
    return new ModelAnnouncement(model, version, uri, sha256, announcedAt);
  }

  static byte[] write(ModelAnnouncement announcement) {
    return JsonOutput.object(
        out -> {
          out.writeStringField("model", announcement.model());
          out.writeStringField("version", announcement.version());
          out.writeStringField("uri", announcement.uri());
          out.writeStringField("sha256", announcement.sha256());
          JsonOutput.time(out, "announcedAt", announcement.announcedAt());
        });
  }
}
