package io.foreflow.trainer.start;

/** Weights that a training cannot start from. The message says why. */
public final class StartException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public StartException(String message) {
    super(message);
  }

  StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
