package io.foreflow.job.model;

import java.io.Serializable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a model file is.
 *
 * @param path on every TaskManager
 * @param sha256 what the file must hash to, in lower-case hexadecimal; null takes any
 */
public record ModelLocation(String path, @Nullable String sha256) implements Serializable {
  /** A file, whatever it hashes to. */
  public static ModelLocation of(Path file) {
    return new ModelLocation(file.toString(), null);
  }
}
