package io.foreflow.job.start;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The failure to ask brokers or a schema registry. The message says what was tried and what to do.
 */
public final class StartFailedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  StartFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
