package io.foreflow.trainer.loop;

/** A training that diverged or learnt nothing. The message says why and what to do. */
public final class TrainingLostException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  public TrainingLostException(String message) {
    super(message);
  }
}
