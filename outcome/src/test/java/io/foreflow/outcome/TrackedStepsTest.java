package io.foreflow.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TrackedStepsTest {

  @Test
  void defaultIsFirstMiddleAndLast() {
    assertThat(TrackedSteps.DEFAULT.of(24)).containsExactly(1, 12, 24);
    assertThat(TrackedSteps.DEFAULT.of(5)).containsExactly(1, 3, 5);
  }

  @Test
  void countsEachStepOnce() {
    assertThat(TrackedSteps.DEFAULT.of(1)).containsExactly(1);
    assertThat(TrackedSteps.DEFAULT.of(2)).containsExactly(1, 2);
  }

  @Test
  void sortsStepsAndEndsAtTheHorizon() {
    assertThat(new TrackedSteps(List.of("last", " 6", "48")).of(24)).containsExactly(6, 24);
  }

  @Test
  void refusesWhatIsNoStep() {
    assertThatThrownBy(() -> new TrackedSteps(List.of("1", "0")))
        .hasMessageContaining("found the step \"0\"")
        .hasMessageContaining("allowed: a number of 1 or more, \"middle\" or \"last\"");
    assertThatThrownBy(() -> new TrackedSteps(List.of())).hasMessageContaining("no step to track");
  }
}
