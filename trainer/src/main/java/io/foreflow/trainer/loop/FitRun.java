package io.foreflow.trainer.loop;

import io.foreflow.trainer.state.FitState;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What surrounds a fit and does not change what it learns.
 *
 * @param listener is told how it goes
 * @param stop asked after each step: once it says so, the fit ends with the best so far
 * @param checkpoints where it leaves word of how far it is
 */
public record FitRun(TrainingListener listener, BooleanSupplier stop, Checkpoints checkpoints) {

  /** To the end, without checkpoints. */
  public static FitRun with(TrainingListener listener) {
    return new FitRun(listener, () -> false, Checkpoints.NONE);
  }

  /** Where a fit leaves word of how far it is, and finds it again. */
  public interface Checkpoints {

    /** Nowhere. */
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

    /** Where an earlier run of the same fit stood, if there was one. */
    Optional<FitState> last();

    /** Whether to save after this step. */
    boolean isDue(int step);

    /** Keeps the state in place of earlier ones. */
    void save(FitState state);
  }
}
