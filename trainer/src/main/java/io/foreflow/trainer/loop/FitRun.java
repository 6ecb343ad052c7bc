package io.foreflow.trainer.loop;

import io.foreflow.trainer.state.FitState;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The surroundings of a fit, which do not change what it learns.
 *
 * @param listener hears of the progress
 * @param stop asked after each step; if it returns true, the fit ends with the best weights so far
 * @param checkpoints where the fit saves its state
 */
public record FitRun(TrainingListener listener, BooleanSupplier stop, Checkpoints checkpoints) {

  /** A run to the end, without checkpoints. */
  public static FitRun with(TrainingListener listener) {
    return new FitRun(listener, () -> false, Checkpoints.NONE);
  }

  /** Saves the state of a fit and finds it again. */
  public interface Checkpoints {

    /** No checkpoints. */
    Checkpoints NONE =
        new Checkpoints() {
          @Override
          public Optional<FitState> last() {
            return Optional.empty();
          }

          @Override
          public boolean isDue(int step) {
            return false;
          }

          @Override
          public void save(FitState state) {
            throw new IllegalStateException("nothing was due");
          }
        };

    /** The last saved state of the same fit, if there is one. */
    Optional<FitState> last();

    /** Whether to save after this step. */
    boolean isDue(int step);

    /** Saves the state in place of earlier ones. */
    void save(FitState state);
  }
}
