package io.foreflow.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.foreflow.graph.Tensor;
import io.foreflow.options.Settings;
import io.foreflow.trainer.network.LiveWeights;
import io.foreflow.trainer.network.WeightSet;
import io.foreflow.trainer.network.WeightSpec;
import io.foreflow.trainer.optimizer.GradientClip;
import io.foreflow.trainer.optimizer.LearningRate;
import io.foreflow.trainer.optimizer.RateConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightUpdatesTest {

  private static final double RATE = 0.1;
  private static final WeightSpec SPEC = new WeightSpec("w", 1, 2, (row, column, random) -> 0f);

  @Test
  void clippingScalesBothSignsByOneFactor() {
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      NDArray a = manager.create(new float[] {-30, 0});
      NDArray b = manager.create(new float[] {40}, new Shape(1));

      double norm = GradientClip.clip(List.of(a, b), 5);

      assertThat(norm).isCloseTo(50, within(1e-4));
      assertThat(a.toFloatArray()).containsExactly(-3, 0);
      assertThat(b.toFloatArray()).containsExactly(4);
    }
  }

  @Test
  void clippingLeavesSmallGradientsAlone() {
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      NDArray a = manager.create(new float[] {-3, 4});

      assertThat(GradientClip.clip(List.of(a), 5.1)).isCloseTo(5, within(1e-5));
      assertThat(a.toFloatArray()).containsExactly(-3, 4);
    }
  }

  @Test
  void threeStepsEqualAdamWByHand() {
    double decay = 0.01;
    // A constant rate, because the rise ends after the first of very many steps.
    double[] gradients = {0.5, -0.25, 0.125};
    double w = 1;
    double m = 0;
    double v = 0;
    for (int t = 1; t <= 3; t++) {
      double g = gradients[t - 1];
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      double corrected =
          m / (1 - Math.pow(0.9, t)) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
      double rate = new LearningRate(config(0).rate(), 100).at(t - 1);
      w = w - rate * decay * w - rate * corrected;
    }
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      LiveWeights weights = weights(manager, 1, 1);
      WeightUpdates updates =
          new WeightUpdates(weights, config(decay), new LearningRate(config(0).rate(), 100));
      for (double gradient : gradients) {
        step(manager, weights, updates, (float) gradient);
      }
      assertThat((double) weights.get("w").toFloatArray()[0]).isCloseTo(w, within(1e-5));
      assertThat(updates.skipped()).isZero();
    }
  }

  @Test
  void aNonFiniteGradientIsSkippedAndForgotten() {
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      LiveWeights weights = weights(manager, 1, -2);
      WeightUpdates updates =
          new WeightUpdates(weights, config(0), new LearningRate(config(0).rate(), 100));

      step(manager, weights, updates, Float.NaN);

      assertThat(weights.get("w").toFloatArray()).containsExactly(1, -2);
      assertThat(updates.skipped()).isEqualTo(1);
      step(manager, weights, updates, 1);
      assertThat(weights.get("w").toFloatArray()[0]).isLessThan(1).isFinite();
    }
  }

  @Test
  void anInfiniteLossMovesNoWeight() {
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      LiveWeights weights = weights(manager, 1, -2);
      WeightUpdates updates =
          new WeightUpdates(weights, config(0), new LearningRate(config(0).rate(), 100));
      NDArray slope = manager.create(new float[] {1, 1}, new Shape(1, 2));

      assertThat(updates.step(Double.POSITIVE_INFINITY, Map.of("w", slope))).isFalse();

      assertThat(weights.get("w").toFloatArray()).containsExactly(1, -2);
    }
  }

  @Test
  void skippedStepsHalveTheRateForAWhile() {
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      LiveWeights weights = weights(manager, 1, 1);
      LearningRate rate = new LearningRate(config(0).rate(), 100);
      WeightUpdates updates = new WeightUpdates(weights, config(0), rate);
      step(manager, weights, updates, 1);
      step(manager, weights, updates, Float.NaN);
      step(manager, weights, updates, Float.NaN);

      assertThat(updates.currentRate()).isCloseTo(rate.at(1) / 4.0, within(1e-9));
      for (int i = 0; i < 50; i++) {
        step(manager, weights, updates, 1);
      }
      assertThat(updates.currentRate()).isCloseTo(rate.at(51) / 2.0, within(1e-9));
      for (int i = 0; i < 50; i++) {
        step(manager, weights, updates, 1);
      }
      assertThat(updates.currentRate()).isCloseTo(rate.at(101), within(1e-9));
    }
  }

  @Test
  void persistentNonFiniteGradientsEndTheTraining() {
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      LiveWeights weights = weights(manager, 1, 1);
      WeightUpdates updates =
          new WeightUpdates(weights, config(0), new LearningRate(config(0).rate(), 100));
      for (int i = 0; i < 19; i++) {
        step(manager, weights, updates, Float.NEGATIVE_INFINITY);
      }

      assertThatThrownBy(() -> step(manager, weights, updates, Float.NaN))
          .isInstanceOf(TrainingLostException.class)
          .hasMessageContaining("the last 20 steps were not finite")
          .hasMessageContaining("lower learning-rate, now 0.1");
    }
  }

  private static LiveWeights weights(NDManager manager, float... values) {
    return new LiveWeights(
        manager, List.of(SPEC), new WeightSet(Map.of("w", new Tensor(1, 2, pair(values)))));
  }

  private static float[] pair(float... values) {
    return values.length == 2 ? values : new float[] {values[0], values[0]};
  }

  private static FitConfig config(double decay) {
    return FitConfig.from(
        new Settings()
            .put(FitConfig.STEPS, 100)
            .put(FitConfig.WEIGHT_DECAY, decay)
            .put(FitConfig.CLIP_NORM, 1e6)
            .put(RateConfig.LEARNING_RATE, RATE),
        8,
        2);
  }

  /** Makes one update with a gradient of this size in both columns. */
  private static void step(
      NDManager manager, LiveWeights weights, WeightUpdates updates, float gradient) {
    try (NDManager scratch = manager.newSubManager()) {
      try (GradientCollector collector = scratch.getEngine().newGradientCollector()) {
        NDArray factor = scratch.create(new float[] {gradient, gradient}, new Shape(1, 2));
        collector.backward(weights.get("w").mul(factor).sum());
      }
      NDArray slope = weights.get("w").getGradient();
      slope.attach(scratch);
      updates.step(0, Map.of("w", slope));
      Replica.clear(Map.of("w", slope));
    }
  }
}
