package io.foreflow.trainer.export;

/** A model file that does not do what the trained network does. Such a file is never handed out. */
public final class ParityException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ParityException(String message) {
    super(message);
  }
}
