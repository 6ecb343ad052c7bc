package io.foreflow.trainer.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.foreflow.trainer.features.FeatureMaker;
import io.foreflow.trainer.features.SeriesFeatures;
import io.foreflow.trainer.loop.EngineSetup;
import io.foreflow.trainer.network.CellKind;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.LiveWeights;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.network.SequenceInput;
import io.foreflow.trainer.network.WeightSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowBatchTest {

  private static final int HORIZON = CountingSeries.HORIZON;
  private static final int LEAD = 3;

  @Test
  void targetsAreScaledDifferencesOrZero() {
    List<SeriesFeatures> both = CountingSeries.of(40, 7);
    both.get(0).history().values()[12] = Float.NaN;
    WindowBatch batch = new WindowBatch(2, 16, network(both), HORIZON, ScaleWeight.ALIKE);
    Window first = new Window(both.get(0), 4, 16, 10, 14, false);
    Window second = new Window(both.get(1), 0, 7, 3, 7, false);
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      WindowBatch.Arrays arrays = filled(batch, manager, first, second);

      float[] mask = arrays.mask().toFloatArray();
      float[] targets = arrays.targets().toFloatArray();
      // The origin 10 has the targets 11 and 13, because 12 is missing. Slots 11 and 12 have the
      // target 13. Slot 13 has none.
      assertThat(at(mask, 0, 10 - 4)).containsExactly(1f, 0f, 1f);
      assertThat(at(mask, 0, 11 - 4)).containsExactly(0f, 1f, 0f);
      assertThat(at(mask, 0, 13 - 4)).containsOnly(0f);
      assertThat(at(mask, 0, 9 - 4)).containsOnly(0f);
      float scale = both.get(0).scale()[10];
      assertThat(at(targets, 0, 10 - 4)).containsExactly(1 / scale, 0f, 3 / scale);
      // After the end of the shorter series, the rest of its row is padding.
      assertThat(at(mask, 1, 3)).containsOnly(1f);
      assertThat(at(mask, 1, 6)).containsOnly(0f);
      assertThat(at(mask, 1, 12)).containsOnly(0f);
      assertThat(arrays.origins()).hasSize(3 + 3);
      assertThat(arrays.targetCount()).isEqualTo(2 + 1 + 1 + 3 + 2 + 1);
    }
  }

  @Test
  void largerScalesCountMoreIfConfigured() {
    SeriesFeatures large = CountingSeries.of(40, 7).get(0);
    ScaleWeight weight = ScaleWeight.of(2, List.of(new LearningSpan(large, 5, 20)));
    WindowBatch batch = new WindowBatch(1, 16, network(List.of(large)), HORIZON, weight);
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      WindowBatch.Arrays arrays = filled(batch, manager, new Window(large, 4, 16, 10, 14, false));

      double sum = 0;
      for (int slot = 5; slot < 20; slot++) {
        sum += large.scale()[slot];
      }
      double share = Math.pow(large.scale()[10] / (sum / 15), 2);
      float[] mask = arrays.mask().toFloatArray();
      assertThat(at(mask, 0, 10 - 4)).containsOnly((float) share);
      double counted = 0;
      for (float one : mask) {
        counted += one;
      }
      assertThat(arrays.targetCount()).isCloseTo(counted, within(1e-5));
    }
  }

  @Test
  void aBatchHoldsReadingsBeforeItsWindows() {
    List<SeriesFeatures> both = CountingSeries.of(40, 7);
    WindowBatch batch = new WindowBatch(2, 16, network(both), HORIZON, ScaleWeight.ALIKE);
    Window first = new Window(both.get(0), 10, 16, 10, 14, false);
    Window second = new Window(both.get(1), 0, 7, 3, 7, false);
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      SequenceInput input = filled(batch, manager, first, second).input();

      float[] readings = input.readings().toFloatArray();
      for (int i = 0; i < LEAD + 16; i++) {
        // The series count up, so the reading nearest to zero is the first one.
        assertThat(readings[i]).isEqualTo(i);
        int ofShort = Math.max(0, i - LEAD);
        assertThat(readings[LEAD + 16 + i]).isEqualTo(ofShort < 7 ? ofShort : 0);
      }
      assertThat(input.perScale().toFloatArray()[3]).isEqualTo(1 / both.get(0).scale()[13]);
      assertThat(input.perScale().toFloatArray()[16 + 7]).isZero();
      assertThat(input.level().toFloatArray()[3]).isEqualTo(both.get(0).level()[13] - (10 - LEAD));
    }
  }

  @Test
  void originsApartGiveTheSameForecastsAndTargets() {
    List<SeriesFeatures> both = CountingSeries.of(40, 14);
    ForecastNetwork network = network(both);
    WindowBatch every = new WindowBatch(2, 16, network, HORIZON, ScaleWeight.ALIKE);
    WindowBatch fourth = new WindowBatch(2, 16, 4, network, HORIZON, ScaleWeight.ALIKE);
    Window first = new Window(both.get(0), 5, 16, 9, 30, false);
    Window second = new Window(both.get(1), 0, 14, 3, 14, false);
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      WindowBatch.Arrays all = filled(every, manager, first, second);
      WindowBatch.Arrays some = filled(fourth, manager, first, second);
      WeightSet drawn = WeightSet.draw(network.weights(), 3);
      LiveWeights weights = new LiveWeights(manager, network.weights(), drawn);

      float[] forecast = network.forecast(all.input(), weights).toFloatArray();
      float[] ofSome = network.forecast(some.input(), weights).toFloatArray();
      for (int row = 0; row < 2; row++) {
        for (int origin = 0; origin < 4; origin++) {
          int at = 4 * row + origin;
          int slot = 4 * origin + 3;
          for (int step = 0; step < HORIZON; step++) {
            assertThat(part(ofSome, at).get(step))
                .isCloseTo(at(forecast, row, slot).get(step), within(1e-5f));
          }
          assertThat(part(some.targets().toFloatArray(), at))
              .isEqualTo(at(all.targets().toFloatArray(), row, slot));
          assertThat(part(some.mask().toFloatArray(), at))
              .isEqualTo(at(all.mask().toFloatArray(), row, slot));
        }
      }
      // The origins 12, 16 and 20 of the first window, and 3, 7 and 11 of the second.
      assertThat(some.origins()).hasSize(3 + 3);
    }
  }

  private static WindowBatch.Arrays filled(
      WindowBatch batch, NDManager manager, Window... windows) {
    List<FeatureMaker.Slots> slots = Arrays.stream(windows).map(Window::slots).toList();
    return batch.fill(manager, List.of(windows), FeatureMaker.HELD.make(slots));
  }

  private static ForecastNetwork network(List<SeriesFeatures> features) {
    int inputs = features.get(0).inputs().length / features.get(0).history().slots();
    return new NetworkConfig(CellKind.GRU, 1, 4, 4)
        .withLinear(LEAD + 1)
        .build(List.of(0.5), HORIZON, inputs, 2);
  }

  private static List<Float> at(float[] values, int row, int slot) {
    return part(values, row * 16 + slot);
  }

  private static List<Float> part(float[] values, int origin) {
    List<Float> part = new ArrayList<>();
    for (int i = 0; i < HORIZON; i++) {
      part.add(values[origin * HORIZON + i]);
    }
    return part;
  }
}
