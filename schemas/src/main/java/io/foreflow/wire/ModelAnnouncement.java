package io.foreflow.wire;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The announcement of a model that running jobs may use.
 *
 * @param model name of the model, as in its manifest
 * @param version version of the model, as in its manifest
 * @param uri where the file can be read
 * @param sha256 SHA-256 of the whole file, 64 lower-case hexadecimal digits
 * @param announcedAt when it was announced, in epoch milliseconds
 */
public record ModelAnnouncement(
    String model, String version, String uri, String sha256, long announcedAt) {

  /**
   * Written by hand: the equals that the compiler makes for a record leaves a reference in a static
   * of the JDK, which would keep all classes of a job that has ended.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ModelAnnouncement that
        && model.equals(that.model)
        && version.equals(that.version)
        && uri.equals(that.uri)
        && sha256.equals(that.sha256)
        && announcedAt == that.announcedAt;
  }

  @Override
  public int hashCode() {
    return Objects.hash(model, version, uri, sha256, announcedAt);
  }
}
