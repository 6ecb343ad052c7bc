package io.foreflow.trainer.tune;

import java.util.Map;
import java.util.Optional;

/** Trains with some options, and says how good that is. */
@FunctionalInterface
public interface Trial {

  /**
   * Makes one.
   *
   * @param options what is chosen of the space
   * @return less is better; empty if it was asked to stop, so that nothing can be said
   * @throws TrialFailedException if these options come to nothing
   */
  Optional<Double> run(Map<String, String> options, int steps) throws TrialFailedException;

  /** Some options came to nothing: the message says why. */
  final class TrialFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    public TrialFailedException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
