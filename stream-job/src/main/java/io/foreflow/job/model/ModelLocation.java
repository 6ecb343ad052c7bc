package io.foreflow.job.model;

import io.foreflow.wire.ModelAnnouncement;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The location of a model file.
 *
 * @param uri a {@code file:}, {@code http:} or {@code https:} URI, or a path; the same for every
 *     TaskManager
 * @param sha256 the hash that the file must have, in lower-case hexadecimal; null for any
 */
public record ModelLocation(String uri, @Nullable String sha256) implements Serializable {
  /** The location of a file, whatever its hash is. */
  public static ModelLocation of(Path file) {
    return new ModelLocation(file.toString(), null);
  }

  /** The location in an announcement. */
  public static ModelLocation of(ModelAnnouncement announcement) {
    return new ModelLocation(announcement.uri(), announcement.sha256());
  }

  // Written by hand because locations are keys of a map: JDK 17 keeps the equals that the compiler
  // makes for a record in a static cache, and with it the class loader of the last job that used
  // it.

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
