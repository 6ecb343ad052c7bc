package io.foreflow.wire.registry;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry that can't be asked, or that refuses what it was asked for. No record is to
 * blame: whoever reads records stops, and goes on with the same record later.
 */
public final class RegistryException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** A failure whose message says which registry it was, what it answered and what to do. */
  public RegistryException(String message) {
    this(message, null);
  }

  /** A failure with a message and its cause. */
  public RegistryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
