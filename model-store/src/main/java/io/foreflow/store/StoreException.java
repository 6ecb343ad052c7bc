package io.foreflow.store;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A refusal of the store. The message says what was found, where, what is allowed and what to do.
 */
public final class StoreException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  /** The kinds of refusals. */
  public enum Reason {
    /** The text names no store, no model or no version. */
    INVALID,
    /** There is no store, model, version or alias of this name. */
    NOT_FOUND,
    /** Another publisher was faster. Nothing was changed. */
    CONFLICT,
    /** The store holds something that was not written like this. */
    DAMAGED,
    /** The libraries for this kind of store are not there. */
    NO_CLIENT
  }

  private final Reason reason;

  /** A refusal with a reason for programs and a message for people. */
  public StoreException(Reason reason, String message) {
    this(reason, message, null);
  }

  public StoreException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
