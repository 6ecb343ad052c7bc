package io.foreflow.job.wave;

import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.StepModel;
import io.foreflow.wire.ModelAnnouncement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Announcements of files as `foreflow publish` writes them. */
final class Announced {
  private Announced() {}

  static ModelAnnouncement file(Path file) throws IOException, InvalidModelFileException {
    try (StepModel model = StepModel.open(file)) {
      return of(
          model.manifest().model(),
          model.manifest().version(),
          file.toUri().toString(),
          model.sha256());
    }
  }

  static ModelAnnouncement bytes(Path file, String model, String version) throws IOException {
    return of(model, version, file.toUri().toString(), sha256(Files.readAllBytes(file)));
  }

  static ModelAnnouncement of(String model, String version, String uri, String sha256) {
    return new ModelAnnouncement(model, version, uri, sha256, 0);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
