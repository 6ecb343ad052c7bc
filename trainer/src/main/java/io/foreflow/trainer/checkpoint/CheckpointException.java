package io.foreflow.trainer.checkpoint;

/** A checkpoint that cannot be resumed or written. The message says what to do. */
public final class CheckpointException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public CheckpointException(String message) {
    super(message);
  }

  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
