package io.foreflow.trainer.tune;

import java.util.Map;
import java.util.Optional;

/** Trains with some options and scores the result. */
@FunctionalInterface
public interface Trial {

  /**
   * Makes one trial.
   *
   * @param options the options chosen from the space
   * @return the score, less is better; empty if the trial was stopped
   * @throws TrialFailedException if a training with these options fails
   */
  Optional<Double> run(Map<String, String> options, int steps) throws TrialFailedException;

  /** A training that failed. The message says why. */
  final class TrialFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    public TrialFailedException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
