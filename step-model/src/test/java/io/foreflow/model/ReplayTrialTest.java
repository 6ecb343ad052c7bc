package io.foreflow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With a clock that says how long each step took. The model remembers 6 readings. */
class ReplayTrialTest {
  private static final StepLimits LIMITS = StepLimits.DEFAULT.withReplay(Duration.ofSeconds(6));

  private final Deque<Duration> durations = new ArrayDeque<>();
  private long now;
  private int steps;

  @Test
  void oneStepThatIsFastEnoughIsEnough() throws Exception {
    durations.add(Duration.ofSeconds(1));
    check();
    assertThat(steps).isEqualTo(1);
  }

  @Test
  void aBusyMomentRefusesNoModel() throws Exception {
    durations.addAll(List.of(Duration.ofSeconds(9), Duration.ofSeconds(4), Duration.ofMillis(999)));
    check();
    assertThat(steps).isEqualTo(3);
  }

  @Test
  void anAlwaysTooSlowModelIsRefused() {
    for (int i = 0; i < 5; i++) {
      durations.add(Duration.ofMillis(1100 - i));
    }
    assertThatThrownBy(this::check)
        .isInstanceOfSatisfying(
            InvalidModelFileException.class,
            e -> assertThat(e.reason()).isEqualTo(InvalidModelFileException.Reason.TOO_SLOW))
        .hasMessage(
            "model refused (too-slow): found a step of 128 series of PT1.096S, and 6 of them to"
                + " take over a history, allowed: a history that is taken over within PT6S");
  }

  private void check() throws InvalidModelFileException {
    ReplayTrial.check(TinyStepGraph.hourly().manifest(), LIMITS, this::step, () -> now);
  }

  private void step() {
    steps++;
    now += durations.remove().toNanos();
  }
}
