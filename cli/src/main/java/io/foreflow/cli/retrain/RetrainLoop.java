package io.foreflow.cli.retrain;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.topic.SilentBrokerException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/**
 * Retrains again and again: when enough time has passed since the last decision, and when drift is
 * found. What fails is told, and tried again at the next time.
 */
final class RetrainLoop {

  private static final String COMMAND = "foreflow retrain";
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
    Outage outage = new Outage(output, COMMAND, clock);
    Optional<Instant> due = due(work.lastDecision());
    due.ifPresent(
        time ->
            output.say(
                clock.instant().isBefore(time)
                    ? "The next retraining is due at %s.".formatted(time)
                    : "A retraining is due."));
    try {
      Duration wait;
      do {
        wait = PAUSE;
        try {
          due = look(due, outage);
        } catch (IOException | RuntimeException e) {
          if (!Outage.isBehind(e)) {
            throw e;
          }
          wait = outage.goesOn(e);
        }
      } while (!pause.isEndAfter(wait));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCodes.OK;
  }

  /** Retrains if there is a reason to, and returns when it is due after that. */
  private Optional<Instant> look(Optional<Instant> due, Outage outage) throws IOException {
    Optional<String> because = because(due);
    outage.isOver();
    if (because.isEmpty()) {
      return due;
    }
    Instant started = clock.instant();
    tryToRetrain(because.get());
    // Not sooner, also if the store can't say what was decided.
    Optional<Instant> next = due(Optional.of(started));
    try {
      next = later(due(work.lastDecision()), next);
    } catch (IOException | RuntimeException e) {
      if (!Outage.isBehind(e)) {
        throw e;
      }
    }
    next.ifPresent(time -> output.say("The next retraining is due at %s.".formatted(time)));
    return next;
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
    } catch (CommandFailure | KafkaException | SilentBrokerException e) {
      output.warn("%s: %s. The loop goes on.".formatted(COMMAND, e.getMessage()));
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
