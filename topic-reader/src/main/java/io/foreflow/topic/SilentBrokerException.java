package io.foreflow.topic;

import java.io.Serial;

/** A broker stopped answering. The message says where, and what to do; it can be shown as it is. */
public final class SilentBrokerException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  SilentBrokerException(String message) {
    super(message);
  }
}
