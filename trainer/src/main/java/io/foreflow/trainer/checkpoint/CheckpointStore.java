package io.foreflow.trainer.checkpoint;

import io.foreflow.model.FileProblem;
import io.foreflow.trainer.loop.FitRun;
import io.foreflow.trainer.state.FitState;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** The checkpoints of one training, in one file. Its members may learn at the same time. */
public final class CheckpointStore {

  private final CheckpointPlan plan;
  private final TrainingIdentity identity;
  private final LongSupplier nanoClock;
  private final long began;
  private final Map<Integer, FitState> finished = new TreeMap<>();
  private final Map<Integer, FitState> learning = new TreeMap<>();

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
    this.began = nanoClock.getAsLong();
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
    finished.putAll(file.finished());
    learning.putAll(file.learning());
  }

  /** The members that have finished, by number. */
  public synchronized Map<Integer, FitState> finished() {
    return Map.copyOf(finished);
  }

  private synchronized Optional<FitState> learning(int member) {
    return Optional.ofNullable(learning.get(member));
  }

  /** The checkpoints of a member in training. */
  public FitRun.Checkpoints of(int member) {
    return new FitRun.Checkpoints() {
      private long written = began;

      @Override
      public Optional<FitState> last() {
        return learning(member);
      }

      @Override
      public boolean isDue(int step) {
        return (plan.everySteps() > 0 && step % plan.everySteps() == 0)
            || (!plan.every().isZero()
                && nanoClock.getAsLong() - written >= plan.every().toNanos());
      }

      @Override
      public void save(FitState state) {
        CheckpointStore.this.save(member, state);
        written = nanoClock.getAsLong();
      }
    };
  }

  private synchronized void save(int member, FitState state) {
    learning.put(member, state);
    write();
  }

  /** Records that a member has finished. */
  public synchronized void finish(int member, FitState state) {
    finished.put(member, state);
    learning.remove(member);
    write();
  }

  private void write() {
    try {
      new CheckpointFile(identity, finished, learning).writeTo(plan.file());
    } catch (IOException e) {
      throw new CheckpointException(
          "cannot write the checkpoint " + plan.file() + ": " + FileProblem.of(e), e);
    }
  }
}
