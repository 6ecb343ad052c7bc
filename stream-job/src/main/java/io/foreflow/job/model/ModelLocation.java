package io.foreflow.job.model;

import io.foreflow.wire.ModelAnnouncement;
import java.io.Serializable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a model file is.
 *
 * @param uri a {@code file:}, {@code http:} or {@code https:} URI, or a path; the same for every
 *     TaskManager
 * @param sha256 what the file must hash to, in lower-case hexadecimal; null takes any
 */
public record ModelLocation(String uri, @Nullable String sha256) implements Serializable {
  /** A file, whatever it hashes to. */
  public static ModelLocation of(Path file) {
    return new ModelLocation(file.toString(), null);
  }

  /** What an announcement points at. */
  public static ModelLocation of(ModelAnnouncement announcement) {
    return new ModelLocation(announcement.uri(), announcement.sha256());
  }
}
