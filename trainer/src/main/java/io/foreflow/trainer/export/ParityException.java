package io.foreflow.trainer.export;

/**
 * A model file that does not forecast what the trained network forecasts. Such a file is never
 * handed out.
 */
public final class ParityException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ParityException(String message) {
    super(message);
  }
}
