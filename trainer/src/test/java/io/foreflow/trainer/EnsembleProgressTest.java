package io.foreflow.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.trainer.loop.TrainingListener;
import io.foreflow.trainer.loop.TrainingListener.Phase;
import io.foreflow.trainer.loop.TrainingListener.Progress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnsembleProgressTest {

  private final List<Progress> heard = new ArrayList<>();

  private static Progress step(int step, double left) {
    return new Progress(Phase.LEARNING, step, 100, 1, 1, 1, left);
  }

  @Test
  void timeLeftIncludesTheOtherNetworks() {
    TrainingListener first = new EnsembleProgress(heard::add, 3, 1).of(0);
    first.on(step(99, 2));
    first.on(step(100, 0));

    assertThat(heard).extracting(Progress::secondsLeft).containsExactly(402.0, 400.0);
    assertThat(heard.get(1).step()).isEqualTo(100);
    assertThat(heard.get(1).of()).isEqualTo(300);
  }

  @Test
  void eachNetworkIsCounted() {
    EnsembleProgress progress = new EnsembleProgress(heard::add, 3, 1);
    progress.ended(0);
    progress.ended(1);
    progress.of(2).on(step(100, 0));

    Progress last = heard.get(0);
    assertThat(last.step()).isEqualTo(last.of()).isEqualTo(300);
    assertThat(last.networks()).isEqualTo(3);
    assertThat(last.secondsLeft()).isZero();
  }

  @Test
  void networksAtOnceShareTheTimeLeft() {
    EnsembleProgress both = new EnsembleProgress(heard::add, 2, 2);
    both.of(0).on(step(60, 80));
    both.of(1).on(step(50, 100));
    both.ended(1);
    both.of(0).on(step(70, 60));

    assertThat(heard).extracting(Progress::step).containsExactly(60, 110, 170);
    assertThat(heard).extracting(Progress::secondsLeft).containsExactly(140.0, 90.0, 60.0);
    assertThat(heard).extracting(Progress::slotsPerSecond).containsExactly(1.0, 2.0, 1.0);
  }

  @Test
  void aSingleStepGivesNoTimeLeft() {
    new EnsembleProgress(heard::add, 2, 1).of(0).on(new Progress(Phase.LEARNING, 1, 1, 1, 1, 1, 0));

    assertThat(heard.get(0).secondsLeft()).isNaN();
  }
}
