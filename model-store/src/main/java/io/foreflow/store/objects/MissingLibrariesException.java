package io.foreflow.store.objects;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A program without the libraries for buckets. */
public final class MissingLibrariesException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  public MissingLibrariesException(@Nullable Throwable cause) {
    super("the libraries for buckets are not on the class path", cause);
  }
}
