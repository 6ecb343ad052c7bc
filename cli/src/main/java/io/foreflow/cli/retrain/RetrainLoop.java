package io.foreflow.cli.retrain;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Retrains again and again: when enough time has passed since the last decision, and when drift is
 * found. What fails is told, and tried again at the next time.
 */
final class RetrainLoop {

  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final CommandOutput output;
  private final Optional<Duration> every;
  private final Work work;
  private final InstantSource clock;
  private final Pause pause;

  /** What the loop does. */
  interface Work {
    /** The time of the last decision of a retraining, by this process or another one. */
    Optional<Instant> lastDecision() throws IOException;

    /** The drift that has come since the last retraining, in words. */
    Optional<String> findDrift() throws IOException;

    /** Retrains for a reason. */
    void retrain(String because);
  }

  /** Waits between two looks. */
  interface Pause {
    /** Waits for this time, and returns whether the loop should end. */
    boolean isEndAfter(Duration time) throws InterruptedException;
  }

  RetrainLoop(
      CommandOutput output, Optional<Duration> every, Work work, InstantSource clock, Pause pause) {
    this.output = output;
    this.every = every;
    this.work = work;
    this.clock = clock;
    this.pause = pause;
  }

  /** Runs until it is asked to end. */
  int run() throws IOException {
    Optional<Instant> due = due(work.lastDecision());
    due.ifPresent(
        time ->
            output.say(
                clock.instant().isBefore(time)
                    ? "The next retraining is due at %s.".formatted(time)
                    : "A retraining is due."));
    try {
      do {
        Optional<String> because = because(due);
        if (because.isPresent()) {
          Instant started = clock.instant();
          tryToRetrain(because.get());
          due = later(due(work.lastDecision()), due(Optional.of(started)));
          due.ifPresent(time -> output.say("The next retraining is due at %s.".formatted(time)));
        }
      } while (!pause.isEndAfter(PAUSE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCodes.OK;
  }

  private Optional<String> because(Optional<Instant> due) throws IOException {
    if (due.isPresent() && !clock.instant().isBefore(due.get())) {
      return Optional.of("it was due at " + due.get());
    }
    return work.findDrift();
  }

  private void tryToRetrain(String because) {
    output.say("Retraining because %s.".formatted(because));
    try {
      work.retrain(because);
    } catch (CommandFailure e) {
      output.warn("foreflow retrain: %s. The loop goes on.".formatted(e.getMessage()));
    }
  }

  /** When the next retraining is due; empty if none is due by time. Without a decision, at once. */
  private Optional<Instant> due(Optional<Instant> last) {
    return every.map(time -> last.map(at -> at.plus(time)).orElseGet(clock::instant));
  }

  private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
    return one.isPresent() && other.isPresent() && one.get().isAfter(other.get()) ? one : other;
  }
}
