package io.foreflow.wire;

import java.io.Serial;

/**
 * Bytes that are not one whole, sensible record. The message says what was found and what is
 * allowed.
 */
public final class MalformedRecordException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final RejectionReason reason;

  /** A refusal of a record. The message says what was found, where, and what is allowed. */
  public MalformedRecordException(RejectionReason reason, String message) {
    // Without a stack trace: it would say nothing that the message does not, and a flood of bad
    // records must stay cheap.
    super(message, null, false, false);
    this.reason = reason;
  }

  /** Why the record was refused. */
  public RejectionReason reason() {
    return reason;
  }
}
