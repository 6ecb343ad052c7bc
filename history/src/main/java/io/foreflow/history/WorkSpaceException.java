package io.foreflow.history;

/** A {@link WorkSpace} that cannot be used, because its disk is full or its folder is no folder. */
public final class WorkSpaceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WorkSpaceException(String message, Throwable cause) {
    super(message, cause);
  }
}
