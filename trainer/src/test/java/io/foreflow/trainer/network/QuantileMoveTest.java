package io.foreflow.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foreflow.graph.Tensor;
import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.features.CalendarCycles;
import io.foreflow.trainer.features.CovariateConfig;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.features.FeatureFunction;
import io.foreflow.trainer.features.SeriesFeatures;
import io.foreflow.trainer.loop.EngineSetup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantileMoveTest {

  private static final int SLOTS = 60;
  private static final List<Double> THREE = List.of(0.1, 0.5, 0.9);
  private static final List<Double> NINE = List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);

  private static FeatureConfig features(int horizon, List<Integer> seasons) {
    return new FeatureConfig(
        3_600_000, horizon, 12, seasons, 4, 2, CalendarCycles.NONE, CovariateConfig.NONE, null);
  }

  private static ForecastNetwork network(FeatureConfig features, List<Double> levels) {
    try (FeatureFunction function = new FeatureFunction(features)) {
      return new NetworkConfig(CellKind.GRU, 1, 4, 6)
          .withLinear(4)
          .withAttention(new AttentionConfig(2, 6, 2))
          .withShortcut(2)
          .build(levels, features.horizon(), function.inputWidth(), features.contextWidth());
    }
  }

  private static WeightSet weights(ForecastNetwork network) {
    SplittableRandom random = new SplittableRandom(3);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (WeightSpec spec : network.weights()) {
      float[] data = numbers(spec.rows() * spec.columns(), random);
      for (int i = 0; i < data.length; i++) {
        data[i] *= 0.2f;
      }
      tensors.put(spec.name(), new Tensor(spec.rows(), spec.columns(), data));
    }
    return new WeightSet(tensors);
  }

  private static float[] numbers(int count, SplittableRandom random) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  /** A series of random readings that repeat after some slots. */
  private static float[] repeating(int slots) {
    float[] season = numbers(slots, new SplittableRandom(8));
    float[] values = new float[SLOTS];
    for (int i = 0; i < SLOTS; i++) {
      values[i] = season[i % slots];
    }
    return values;
  }

  /** The forecast at the last slot, [level][step]. */
  private static float[][] forecast(
      FeatureConfig features, List<Double> levels, WeightSet weights, float[] values) {
    ForecastNetwork network = network(features, levels);
    try (FeatureFunction function = new FeatureFunction(features);
        NDManager manager = EngineSetup.start().newBaseManager()) {
      SeriesFeatures made = function.run(List.of(new SeriesHistory("s", 0, values))).get(0);
      SplittableRandom random = new SplittableRandom(6);
      int lead = network.lead();
      SequenceInput input =
          new SequenceInput(
              array(manager, made.inputs(), SLOTS),
              array(manager, made.context(), SLOTS),
              manager.create(numbers(lead + SLOTS, random), new Shape(1, lead + SLOTS)),
              manager.create(numbers(SLOTS, random), new Shape(1, SLOTS, 1)),
              manager.create(numbers(SLOTS, random), new Shape(1, SLOTS, 1)));
      float[] all =
          network
              .forecast(input, new LiveWeights(manager, network.weights(), weights))
              .toFloatArray();
      int horizon = features.horizon();
      float[][] last = new float[levels.size()][horizon];
      int from = (SLOTS - 1) * levels.size() * horizon;
      for (int level = 0; level < levels.size(); level++) {
        System.arraycopy(all, from + level * horizon, last[level], 0, horizon);
      }
      return last;
    }
  }

  private static NDArray array(NDManager manager, float[] data, int rows) {
    return manager.create(data, new Shape(1, rows, data.length / rows));
  }

  private static WeightSet fit(FeatureConfig was, List<Double> old, int horizon, List<Double> now) {
    QuantileMove move = new QuantileMove(was, old, horizon, now);
    ForecastNetwork network = network(was.withHorizon(horizon), now);
    assertThat(move.old(network)).isEqualTo(network(was, old));
    return move.fit(weights(network(was, old)), network);
  }

  /** Compares the first steps of three levels. */
  private static void assertAlike(float[][] after, float[][] before, int steps, float tolerance) {
    for (int level = 0; level < 3; level++) {
      for (int step = 0; step < steps; step++) {
        assertThat(after[level][step]).isCloseTo(before[level][step], within(tolerance));
      }
    }
  }

  @Test
  void theSameShapeKeepsTheWeights() {
    FeatureConfig same = features(5, List.of(3, 6));
    WeightSet weights = weights(network(same, THREE));
    QuantileMove move = new QuantileMove(same, THREE, 5, THREE);

    assertThat(move.fit(weights, network(same, THREE))).isSameAs(weights);
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 9, 14})
  void aLongerHorizonKeepsItsFirstSteps(int horizon) {
    for (List<Integer> seasons : List.of(List.of(3, 6), List.of(4), List.<Integer>of())) {
      FeatureConfig was = features(5, seasons);
      float[] values = repeating(SLOTS);

      float[][] before = forecast(was, THREE, weights(network(was, THREE)), values);
      float[][] after =
          forecast(was.withHorizon(horizon), THREE, fit(was, THREE, horizon, THREE), values);

      assertAlike(after, before, 5, 1e-5f);
    }
  }

  @Test
  void aLaterStepEqualsTheSeasonBefore() {
    FeatureConfig was = features(5, List.of(3, 6));
    WeightSet fitted = fit(was, THREE, 8, THREE);

    // A series that repeats looks the same from the step a season later.
    float[][] seasonal = forecast(was.withHorizon(8), THREE, fitted, repeating(3));

    for (float[] level : seasonal) {
      assertThat(level[5]).isCloseTo(level[2], within(1e-5f));
      assertThat(level[7]).isCloseTo(level[4], within(1e-5f));
    }
  }

  @Test
  void withoutSeasonsLaterStepsForecastAsTheLast() {
    FeatureConfig was = features(5, List.of());

    float[][] after =
        forecast(was.withHorizon(7), THREE, fit(was, THREE, 7, THREE), repeating(SLOTS));

    assertThat(after[1][5]).isEqualTo(after[1][4]);
    assertThat(after[2][6]).isEqualTo(after[2][4]);
  }

  @ParameterizedTest
  @CsvSource({"8, 6, 60", "8, 4, 3", "8, 2, 3"})
  void aShorterHorizonForecastsTheSame(int old, int horizon, int repeats) {
    // The inputs that are lost repeat others: always after their own season, and here also after
    // the shortest.
    FeatureConfig was = features(old, repeats == 3 ? List.of(3, 6) : List.of(4, 6));
    float[] values = repeating(repeats);

    float[][] before = forecast(was, THREE, weights(network(was, THREE)), values);
    float[][] after =
        forecast(was.withHorizon(horizon), THREE, fit(was, THREE, horizon, THREE), values);

    assertAlike(after, before, horizon, 2e-4f);
  }

  @Test
  void fewerLevelsForecastNearlyTheSame() {
    FeatureConfig same = features(5, List.of(3, 6));
    float[] values = repeating(SLOTS);

    float[][] nine = forecast(same, NINE, weights(network(same, NINE)), values);
    float[][] three = forecast(same, THREE, fit(same, NINE, 5, THREE), values);
    float[][] one = forecast(same, List.of(0.5), fit(same, NINE, 5, List.of(0.5)), values);

    assertThat(three[1]).isEqualTo(nine[4]);
    assertThat(one[0]).isEqualTo(nine[4]);
    for (int step = 0; step < 5; step++) {
      float width = nine[8][step] - nine[4][step];
      assertThat(three[2][step] - three[1][step]).isCloseTo(width, within(0.1f * width));
      assertThat(three[0][step]).isLessThan(three[1][step]);
    }
  }

  @Test
  void moreLevelsKeepTheOldOnes() {
    FeatureConfig same = features(5, List.of(3, 6));
    float[] values = repeating(SLOTS);

    float[][] three = forecast(same, THREE, weights(network(same, THREE)), values);
    float[][] nine = forecast(same, NINE, fit(same, THREE, 5, NINE), values);

    for (int step = 0; step < 5; step++) {
      for (int level = 0; level < 3; level++) {
        assertThat(nine[4 * level][step]).isCloseTo(three[level][step], within(1e-4f));
      }
      // 0.8 of a normal distribution is 0.6567 of the way from the middle to 0.9.
      float width = three[2][step] - three[1][step];
      assertThat((nine[7][step] - nine[4][step]) / width).isCloseTo(0.6567f, within(1e-3f));
    }
  }

  @Test
  void horizonAndLevelsChangeTogether() {
    FeatureConfig was = features(5, List.of(3, 6));
    float[] values = repeating(SLOTS);

    float[][] before = forecast(was, THREE, weights(network(was, THREE)), values);
    float[][] after = forecast(was.withHorizon(8), NINE, fit(was, THREE, 8, NINE), values);

    for (int step = 0; step < 5; step++) {
      assertThat(after[0][step]).isCloseTo(before[0][step], within(1e-4f));
      assertThat(after[4][step]).isCloseTo(before[1][step], within(1e-5f));
    }
  }
}
