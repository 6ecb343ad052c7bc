package io.foreflow.benchmarks.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class JudgementTest {

  private static Alarm alarm(int series, int slot) {
    return new Alarm(series, slot, slot, false);
  }

  @Test
  void countsWhatIsFoundAndWhatIsFalse() {
    List<LabelledFault> faults =
        List.of(
            new LabelledFault(0, 100, 120),
            new LabelledFault(0, 300, 300),
            new LabelledFault(1, 100, 120));
    List<Alarm> alarms =
        List.of(
            alarm(0, 99), // too early
            alarm(0, 104),
            alarm(0, 110),
            alarm(0, 306), // in the grace
            alarm(0, 307), // too late
            alarm(2, 105)); // another series

    Judgement judgement = Judgement.of(alarms, faults, 4);

    assertThat(judgement.recall()).isCloseTo(200 / 3.0, within(1e-9));
    assertThat(judgement.precision()).isEqualTo(50);
    assertThat(judgement.delay()).isEqualTo((4 + 6) / 2.0);
    assertThat(judgement.falsePerWeek()).isEqualTo(0.75);
  }

  @Test
  void sumsCountAllTogether() {
    Judgement one = Judgement.of(List.of(alarm(0, 5)), List.of(new LabelledFault(0, 5, 5)), 1);
    Judgement other = Judgement.of(List.of(alarm(0, 50)), List.of(new LabelledFault(0, 5, 5)), 1);

    Judgement both = one.plus(other);

    assertThat(both.recall()).isEqualTo(50);
    assertThat(both.precision()).isEqualTo(50);
    assertThat(both.falsePerWeek()).isEqualTo(0.5);
  }
}
