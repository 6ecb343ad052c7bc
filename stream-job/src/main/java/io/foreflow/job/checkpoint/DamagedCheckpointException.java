package io.foreflow.job.checkpoint;

import java.io.IOException;
import java.util.Optional;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/**
 * A file of a checkpoint that is not what was written. Flink ends a job that finds one, because
 * each restart would read the same file again.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class DamagedCheckpointException extends IOException {
  private static final long serialVersionUID = 1;

  private static final String ADVICE =
      " Start the job from the checkpoint before it, or from a savepoint:"
          + " docs/operations/upgrading.md#damaged-checkpoints.";

  private final String damage;

  /** The damage that a job has failed for, if there is any. */
  public static Optional<DamagedCheckpointException> in(Throwable failure) {
    return ExceptionUtils.findThrowableSerializedAware(
        failure,
        DamagedCheckpointException.class,
        DamagedCheckpointException.class.getClassLoader());
  }

  DamagedCheckpointException(String file, String found) {
    this(file, found, null);
  }

  DamagedCheckpointException(String file, String found, @Nullable Throwable cause) {
    super(sentence(file, found) + ADVICE, cause);
    this.damage = sentence(file, found);
  }

  private static String sentence(String file, String found) {
    return "A checkpoint is damaged: " + file + " " + found + ".";
  }

  /** One sentence that says which file is damaged and how. */
  public String damage() {
    return damage;
  }
}
