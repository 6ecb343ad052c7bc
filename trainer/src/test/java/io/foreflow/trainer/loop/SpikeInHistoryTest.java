package io.foreflow.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.GeneratedSeries;
import io.foreflow.trainer.network.CellKind;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests an impossible reading in the history that a network learns from. */
class SpikeInHistoryTest {

  private static final int SLOTS = 110;

  @ParameterizedTest
  @ValueSource(ints = {60, SLOTS - 3})
  void aSpikeTeachesAndJudgesNothing(int slot) {
    Fit with = fit(slot, 1e12f);
    Fit without = fit(slot, Float.NaN);

    assertThat(with.skipped()).isZero();
    assertThat(with.rounds()).isEqualTo(without.rounds());
    without
        .weights()
        .tensors()
        .forEach(
            (name, tensor) ->
                assertThat(with.weights().get(name).data()).as(name).isEqualTo(tensor.data()));
  }

  private static Fit fit(int slot, float value) {
    List<SeriesHistory> histories = GeneratedSeries.hourly(5, SLOTS, 4);
    histories.get(2).values()[slot] = value;
    FitConfig config = SmallFit.config(SmallFit.settings().put(FitConfig.STEPS, 20));
    SmallFit small = SmallFit.of(config, CellKind.GRU, 1, histories);
    return small.run(7, 1, FitRun.with(TrainingListener.NONE));
  }
}
