package io.foreflow.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.foreflow.graph.Tensor;
import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.GeneratedSeries;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.features.FeatureFunction;
import io.foreflow.trainer.features.SeriesFeatures;
import io.foreflow.trainer.loop.EngineSetup;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinearPathTest {

  private static final int WINDOW = 5;
  private static final int COLUMNS = 3;
  private static final LinearPath PATH = new LinearPath(WINDOW, COLUMNS);
  private static final FeatureConfig FEATURES =
      new FeatureConfig(3_600_000, COLUMNS, 8, List.of(), 2);

  @Test
  void weighsScaledDifferencesToTheWindowsMean() {
    SeriesFeatures series = features(GeneratedSeries.hourly(1, 40, 3).get(0).values());
    Tensor weights = random();

    float[] found = sequence(series, weights);

    for (int slot = 0; slot < 40; slot++) {
      double mean = 0;
      for (int i = 0; i < WINDOW; i++) {
        mean += reading(series, slot - i) / WINDOW;
      }
      for (int column = 0; column < COLUMNS; column++) {
        double sum = 0;
        for (int i = 0; i < WINDOW; i++) {
          double weight = weights.data()[column * WINDOW + WINDOW - 1 - i];
          sum += weight * (reading(series, slot - i) - mean);
        }
        double expected = 2 * sum / series.scale()[slot];
        assertThat(found[slot * COLUMNS + column]).isCloseTo((float) expected, within(1e-4f));
      }
    }
  }

  @Test
  void isZeroForAConstantSeries() {
    float[] still = new float[30];
    Arrays.fill(still, 1e6f);
    still[0] = Float.NaN;

    for (float number : sequence(features(still), random())) {
      assertThat(number).isCloseTo(0f, within(1e-6f));
    }
  }

  @Test
  void startsAtZero() {
    SeriesFeatures series = features(GeneratedSeries.hourly(1, 40, 3).get(0).values());
    WeightSet drawn = WeightSet.draw(PATH.weights(), 1);

    assertThat(sequence(series, drawn.get("linear.weight"))).containsOnly(0f);
  }

  private static double reading(SeriesFeatures series, int slot) {
    return series.readings()[Math.max(0, slot)];
  }

  private static SeriesFeatures features(float[] values) {
    try (FeatureFunction function = new FeatureFunction(FEATURES)) {
      return function.run(List.of(new SeriesHistory("one", 0, values))).get(0);
    }
  }

  private static Tensor random() {
    SplittableRandom random = new SplittableRandom(4);
    float[] data = new float[COLUMNS * WINDOW];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextGaussian();
    }
    return new Tensor(COLUMNS, WINDOW, data);
  }

  private static float[] sequence(SeriesFeatures series, Tensor weights) {
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      LiveWeights live =
          new LiveWeights(manager, PATH.weights(), new WeightSet(Map.of("linear.weight", weights)));
      SequenceInput whole = SequenceInput.whole(series, WINDOW - 1, manager);
      return PATH.sequence(whole, live).toFloatArray();
    }
  }
}
