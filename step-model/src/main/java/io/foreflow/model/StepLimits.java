package io.foreflow.model;

import java.io.Serializable;
import java.time.Duration;

/**
 * The limits of what a step of a model may cost. A graph is run only once it is known to keep
 * within them.
 *
 * @param rows the most series that are stepped together
 * @param bytes the most memory that a step of so many may take: inputs, outputs, and whatever is
 *     computed in between, counted as if nothing were freed before the step is over
 * @param step how long a step may take
 * @param replay how long a step of {@code rows} series may take times the readings in the model's
 *     history: as long as it takes when all of them take over from another model
 */
public record StepLimits(int rows, long bytes, Duration step, Duration replay)
    implements Serializable {
  /** The bytes that a step may take by default. */
  public static final long DEFAULT_BYTES = 512L << 20;

  /** The time that a job lets a replay take by default. */
  public static final Duration DEFAULT_REPLAY = Duration.ofSeconds(30);

  /** A limit that no replay reaches which keeps within the other limits. */
  private static final Duration ANY_REPLAY = Duration.ofDays(10_000);

  /** Limits for waves of the default size, with replays of any length. */
  public static final StepLimits DEFAULT =
      new StepLimits(128, DEFAULT_BYTES, Duration.ofSeconds(10), ANY_REPLAY);

  /** A copy with another limit for a step. */
  public StepLimits withStep(Duration longest) {
    return new StepLimits(rows, bytes, longest, replay);
  }

  /** A copy with another limit for replays. */
  public StepLimits withReplay(Duration longest) {
    return new StepLimits(rows, bytes, step, longest);
  }

  /** A copy without a limit for replays. */
  public StepLimits withAnyReplay() {
    return withReplay(ANY_REPLAY);
  }
}
