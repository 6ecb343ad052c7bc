package io.foreflow.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.trainer.loop.TrainingListener.Phase;
import io.foreflow.trainer.loop.TrainingListener.Progress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnsembleListenerTest {

  private final List<Progress> heard = new ArrayList<>();

  private static Progress step(int step, double left) {
    return new Progress(Phase.LEARNING, step, 100, 1, 1, 1, left);
  }

  @Test
  void timeLeftIncludesTheOtherNetworks() {
    EnsembleListener first = new EnsembleListener(heard::add, 0, 3);
    first.on(step(99, 2));
    first.on(step(100, 0));

    assertThat(heard).extracting(Progress::secondsLeft).containsExactly(402.0, 400.0);
    assertThat(heard.get(1).step()).isEqualTo(100);
    assertThat(heard.get(1).of()).isEqualTo(300);
  }

  @Test
  void eachNetworkIsCounted() {
    new EnsembleListener(heard::add, 2, 3).on(step(100, 0));

    Progress last = heard.get(0);
    assertThat(last.step()).isEqualTo(last.of()).isEqualTo(300);
    assertThat(last.network()).isEqualTo(3);
    assertThat(last.networks()).isEqualTo(3);
    assertThat(last.secondsLeft()).isZero();
  }

  @Test
  void aSingleStepGivesNoTimeLeft() {
    new EnsembleListener(heard::add, 0, 2).on(new Progress(Phase.LEARNING, 1, 1, 1, 1, 1, 0));

    assertThat(heard.get(0).secondsLeft()).isNaN();
  }
}
