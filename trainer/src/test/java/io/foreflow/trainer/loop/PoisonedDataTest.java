package io.foreflow.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.trainer.GeneratedSeries;
import io.foreflow.trainer.features.SeriesFeatures;
import io.foreflow.trainer.network.CellKind;
import io.foreflow.trainer.window.WindowConfig;
import io.foreflow.trainer.window.WindowOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests features that are not finite: the result is a good model or none. */
class PoisonedDataTest {

  private static final int SLOTS = 110;

  private static SmallFit small(WindowOrder windows) {
    FitConfig config =
        SmallFit.config(
            SmallFit.settings().put(FitConfig.STEPS, 40).put(WindowConfig.WINDOWS, windows));
    return SmallFit.of(config, CellKind.GRU, 1, GeneratedSeries.hourly(5, SLOTS, 4));
  }

  private static void poison(SeriesFeatures series, int slot, float value) {
    int width = series.inputs().length / SLOTS;
    Arrays.fill(series.inputs(), slot * width, (slot + 1) * width, value);
  }

  private static Fit run(SmallFit small) {
    return small.run(7, 1, FitRun.with(TrainingListener.NONE));
  }

  @ParameterizedTest
  @EnumSource(WindowOrder.class)
  void poisonedStepsAreSkippedAndTheOthersLearn(WindowOrder windows) {
    SmallFit small = small(windows);
    poison(small.series().get(2), 40, Float.NaN);

    Fit fit = run(small);

    assertThat(fit.skipped()).isBetween(1, 30);
    assertThat(fit.rounds().get(4).loss()).isLessThan(fit.rounds().get(0).loss());
    fit.weights()
        .tensors()
        .forEach(
            (name, tensor) -> {
              for (float weight : tensor.data()) {
                assertThat(weight).as(name).isFinite();
              }
            });
  }

  @Test
  void aWhollyPoisonedTrainingFailsWithAdvice() {
    SmallFit small = small(WindowOrder.RANDOM);
    small.series().forEach(series -> Arrays.fill(series.inputs(), Float.POSITIVE_INFINITY));

    assertThatThrownBy(() -> run(small))
        .isInstanceOf(TrainingLostException.class)
        .hasMessageContaining("the last 20 steps were not finite")
        .hasMessageContaining("check the history for impossible values");
  }

  @Test
  void aPoisonedTailFailsWithAClearMessage() {
    SmallFit small = small(WindowOrder.RANDOM);
    poison(small.series().get(2), SLOTS - 3, Float.NaN);

    assertThatThrownBy(() -> run(small))
        .isInstanceOf(TrainingLostException.class)
        .hasMessageContaining("no round of the training had a finite loss on the held-out tail");
  }
}
