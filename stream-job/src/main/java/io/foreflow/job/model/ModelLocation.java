package io.foreflow.job.model;

import io.foreflow.wire.ModelAnnouncement;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Objects;
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

  // Written out, because locations are keys of a map: what the compiler makes for a record, JDK 17
  // keeps in a static cache of its own, and with it the class loader of the last job that asked.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ModelLocation that
        && uri.equals(that.uri)
        && Objects.equals(sha256, that.sha256);
  }

  @Override
  public int hashCode() {
    return 31 * uri.hashCode() + Objects.hashCode(sha256);
  }
}
