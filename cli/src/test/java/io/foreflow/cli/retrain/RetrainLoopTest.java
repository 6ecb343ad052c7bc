package io.foreflow.cli.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The loop with a clock that only moves while it waits. */
class RetrainLoopTest implements RetrainLoop.Work {

  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<Instant> started = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();
  private Instant now = START;
  private Optional<Instant> decided = Optional.empty();
  private Optional<Instant> driftAt = Optional.empty();
  private Duration takes = Duration.ofMinutes(20);
  private boolean fails;
  private Instant awayUntil = START;
  private int looks;

  @Command(name = "test")
  private static final class AnyCommand {}

  @Test
  void withoutADecisionItStartsAtOnce() throws IOException {
    loop(Optional.of(DAY), Duration.ofHours(60));
    assertThat(started).hasSize(3).startsWith(START);
    // The decision is made 20 minutes after the start, and the next one is due a day after it.
    assertThat(Duration.between(started.get(0), started.get(1)))
        .isBetween(DAY.plus(takes), DAY.plus(takes).plusMinutes(1));
  }

  @Test
  void aRestartWaitsForTheLastDecision() throws IOException {
    decided = Optional.of(START.minus(Duration.ofHours(20)));
    loop(Optional.of(DAY), Duration.ofHours(5));
    assertThat(started).singleElement().isEqualTo(START.plus(Duration.ofHours(4)));
    assertThat(out.toString()).contains("The next retraining is due at 2026-01-05T04:00:00Z.");
  }

  @Test
  void tellsAFailureAndTriesAgain() throws IOException {
    fails = true;
    loop(Optional.of(DAY), Duration.ofHours(50));
    assertThat(started).hasSize(3);
    assertThat(err.toString()).contains("somebody works on it. The loop goes on.");
  }

  @Test
  void driftStartsARetrainingBetweenTheTimes() throws IOException {
    decided = Optional.of(START);
    driftAt = Optional.of(START.plus(Duration.ofHours(7)));
    loop(Optional.of(DAY), Duration.ofHours(24));
    assertThat(started).singleElement().isEqualTo(START.plus(Duration.ofHours(7)));
    assertThat(reasons).containsExactly("the loss drifts");
  }

  @Test
  void withoutATimeOnlyDriftStartsIt() throws IOException {
    loop(Optional.empty(), Duration.ofHours(24));
    assertThat(started).isEmpty();
    driftAt = Optional.of(now);
    loop(Optional.empty(), Duration.ofHours(1));
    assertThat(started).hasSize(1);
  }

  @Test
  void waitsForABrokerThatIsAway() throws IOException {
    decided = Optional.of(START);
    awayUntil = START.plus(Duration.ofMinutes(40));
    driftAt = Optional.of(START.plus(Duration.ofMinutes(10)));
    loop(Optional.of(DAY), Duration.ofHours(2));
    assertThat(started).singleElement().isNotNull();
    assertThat(started.get(0)).isBetween(awayUntil, awayUntil.plus(Duration.ofMinutes(1)));
    assertThat(looks).as("the pauses become longer").isLessThan(60);
    assertThat(err.toString())
        .containsOnlyOnce("no broker. It is tried again until it works; this is said once.")
        .containsOnlyOnce("it works again, after 24");
  }

  private void loop(Optional<Duration> every, Duration runsFor) throws IOException {
    Instant end = now.plus(runsFor);
    CommandLine command = new CommandLine(new AnyCommand());
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    int exitCode =
        new RetrainLoop(
                new CommandOutput(command, false),
                every,
                this,
                () -> now,
                time -> {
                  now = now.plus(time);
                  return now.isAfter(end);
                })
            .run();
    assertThat(exitCode).isZero();
  }

  @Override
  public Optional<Instant> lastDecision() {
    return decided;
  }

  @Override
  public Optional<String> findDrift() {
    if (now.isBefore(awayUntil)) {
      looks++;
      throw new TimeoutException("no broker");
    }
    return driftAt.filter(at -> !now.isBefore(at)).map(at -> "the loss drifts");
  }

  @Override
  public void retrain(String because) {
    started.add(now);
    reasons.add(because);
    driftAt = Optional.empty();
    now = now.plus(takes);
    if (fails) {
      throw CommandFailure.failed("somebody works on it");
    }
    decided = Optional.of(now);
  }
}
