package io.foreflow.cli.retrain;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.store.StoreException;
import io.foreflow.topic.SilentBrokerException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * A time in which Kafka or the store does not answer. A process that goes on for ever waits it out:
 * it says so once, and tries again after pauses that become longer.
 */
final class Outage {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final CommandOutput output;
  private final String command;
  private final InstantSource clock;
  private @Nullable Instant since;
  private Duration pause = FIRST;

  /**
   * @param command the name of the command, for warnings
   */
  Outage(CommandOutput output, String command, InstantSource clock) {
    this.output = output;
    this.command = command;
    this.clock = clock;
  }

  /** Whether a failure may be over later without anybody doing something. */
  static boolean isBehind(Exception failure) {
    return failure instanceof KafkaException
        || failure instanceof SilentBrokerException
        || (failure instanceof IOException && !(failure instanceof StoreException))
        || (failure instanceof CommandFailure known
            && known.exitCode() == ExitCodes.FAILURE
            && known.getCause() != null);
  }

  /** Says that something does not answer, unless it was said, and returns how long to wait. */
  Duration goesOn(Exception failure) {
    Duration wait = pause;
    if (since == null) {
      since = clock.instant();
      output.warn(
          "%s: %s. It is tried again until it works; this is said once."
              .formatted(command, failure.getMessage()));
    }
    pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
    return wait;
  }

  /** Says that everything answers again, if something did not. */
  void isOver() {
    if (since != null) {
      output.warn(
          "%s: it works again, after %d s."
              .formatted(command, Duration.between(since, clock.instant()).toSeconds()));
      since = null;
      pause = FIRST;
    }
  }
}
