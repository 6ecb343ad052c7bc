package io.foreflow.trainer.state;

/** A file that is not what it should be, or only a part of it. The message says why. */
public final class UnreadableFileException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnreadableFileException(String why) {
    super(why);
  }
}
