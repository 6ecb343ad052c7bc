package io.foreflow.trainer.checkpoint;

import io.foreflow.model.FileProblem;
import io.foreflow.trainer.loop.FitRun;
import io.foreflow.trainer.state.FitState;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The checkpoints of one training, in one file. Not thread-safe. */
public final class CheckpointStore {

  private final CheckpointPlan plan;
  private final TrainingIdentity identity;
  private final LongSupplier nanoClock;
  private final List<FitState> finished = new ArrayList<>();
  private Optional<FitState> current = Optional.empty();
  private long written;

  /**
   * Opens the file if it exists.
   *
   * @param identity the identity of the training that is about to run
   * @param nanoClock the clock for checkpoints by time
   * @throws CheckpointException if the file belongs to another training or is not a checkpoint
   */
  public CheckpointStore(CheckpointPlan plan, TrainingIdentity identity, LongSupplier nanoClock) {
    this.plan = plan;
    this.identity = identity;
    this.nanoClock = nanoClock;
    this.written = nanoClock.getAsLong();
    if (Files.exists(plan.file())) {
      restore();
    }
  }

  private void restore() {
    CheckpointFile file;
    try {
      file = CheckpointFile.readFrom(plan.file());
    } catch (IOException e) {
      throw new CheckpointException(
          "cannot read the checkpoint " + plan.file() + ": " + FileProblem.of(e), e);
    }
    List<String> differences = file.identity().differencesTo(identity);
    if (!differences.isEmpty()) {
      throw new CheckpointException(
          "the checkpoint "
              + plan.file()
              + " belongs to another training: "
              + String.join("; ", differences)
              + ". Use the same data, options and engine to resume, or delete the file to start"
              + " afresh");
    }
    finished.addAll(file.finished());
    current = file.current();
  }

  /** The members that have finished, in order. */
  public List<FitState> finished() {
    return List.copyOf(finished);
  }

  /** The checkpoints of the member in training. */
  public FitRun.Checkpoints ofCurrent() {
    return new FitRun.Checkpoints() {
      @Override
      public Optional<FitState> last() {
        return current;
      }

      @Override
      public boolean isDue(int step) {
        return (plan.everySteps() > 0 && step % plan.everySteps() == 0)
            || (!plan.every().isZero()
                && nanoClock.getAsLong() - written >= plan.every().toNanos());
      }

      @Override
      public void save(FitState state) {
        current = Optional.of(state);
        write();
      }
    };
  }

  /** Records that the member in training has finished. */
  public void finish(FitState member) {
    finished.add(member);
    current = Optional.empty();
    write();
  }

  private void write() {
    try {
      new CheckpointFile(identity, finished, current).writeTo(plan.file());
    } catch (IOException e) {
      throw new CheckpointException(
          "cannot write the checkpoint " + plan.file() + ": " + FileProblem.of(e), e);
    }
    written = nanoClock.getAsLong();
  }
}
