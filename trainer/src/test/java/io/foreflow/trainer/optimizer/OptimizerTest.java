package io.foreflow.trainer.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.tracker.Tracker;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.loop.EngineSetup;
import org.junit.jupiter.api.Test;

/** Compares each rule with its equations, step by step, in plain arithmetic. */
class OptimizerTest {

  private static final float RATE = 0.1f;
  private static final float DECAY = 0.02f;
  private static final float[] START = {1, -2};
  private static final float[][] GRADIENTS = {
    {0.5f, -2}, {-0.25f, 1.5f}, {0.125f, 0}, {3, -0.01f}, {-0.5f, 0.75f}
  };

  /** The next value of one number. {@code memory} is all zeros before the first step. */
  @FunctionalInterface
  private interface Equation {
    double next(double weight, double gradient, int step, double[] memory);
  }

  @Test
  void plainGradientDescentFollowsItsEquation() {
    check(OptimizerKind.SGD, 0, (w, g, t, memory) -> w - RATE * (g + DECAY * w));
  }

  @Test
  void momentumFollowsItsEquation() {
    check(
        OptimizerKind.SGD,
        0.8,
        (w, g, t, memory) -> {
          memory[0] = 0.8 * memory[0] + g + DECAY * w;
          return w - RATE * memory[0];
        });
  }

  @Test
  void nesterovFollowsItsEquation() {
    check(
        OptimizerKind.NESTEROV,
        0.8,
        (w, g, t, memory) -> {
          double slope = g + DECAY * w;
          memory[0] = 0.8 * memory[0] + slope;
          return w - RATE * (slope + 0.8 * memory[0]);
        });
  }

  @Test
  void adamFollowsItsEquation() {
    check(OptimizerKind.ADAM, 0, (w, g, t, memory) -> w - adam(g + DECAY * w, t, memory));
  }

  @Test
  void adamWFollowsItsEquation() {
    check(OptimizerKind.ADAMW, 0, (w, g, t, memory) -> w - RATE * DECAY * w - adam(g, t, memory));
  }

  @Test
  void adaGradFollowsItsEquation() {
    check(
        OptimizerKind.ADAGRAD,
        0,
        (w, g, t, memory) -> {
          double slope = g + DECAY * w;
          memory[0] += slope * slope;
          return w - RATE * slope / (Math.sqrt(memory[0]) + 1e-10);
        });
  }

  @Test
  void rmsPropFollowsItsEquation() {
    check(
        OptimizerKind.RMSPROP,
        0,
        (w, g, t, memory) -> {
          double slope = g + DECAY * w;
          memory[0] = 0.99 * memory[0] + 0.01 * slope * slope;
          return w - RATE * slope / (Math.sqrt(memory[0]) + 1e-8);
        });
  }

  private static double adam(double slope, int step, double[] memory) {
    memory[0] = 0.9 * memory[0] + 0.1 * slope;
    memory[1] = 0.999 * memory[1] + 0.001 * slope * slope;
    double mean = memory[0] / (1 - Math.pow(0.9, step));
    double square = memory[1] / (1 - Math.pow(0.999, step));
    return RATE * mean / (Math.sqrt(square) + 1e-8);
  }

  @Test
  void adamWEqualsTheEnginesBitForBit() {
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      NDArray ours = weight(manager);
      NDArray engines = weight(manager);
      Optimizer rule = new OptimizerConfig(OptimizerKind.ADAMW, 0).start();
      ai.djl.training.optimizer.Optimizer reference =
          ai.djl.training.optimizer.Optimizer.adamW()
              .optLearningRateTracker(Tracker.fixed(RATE))
              .optWeightDecays(DECAY)
              .build();
      for (int t = 1; t <= 20; t++) {
        float[] gradient = GRADIENTS[t % GRADIENTS.length];
        step(manager, rule, "w", ours, gradient, t);
        try (NDArray same = manager.create(gradient, new Shape(1, 2))) {
          reference.update("w", engines, same);
        }
        assertThat(ours.toFloatArray()).isEqualTo(engines.toFloatArray());
      }
    }
  }

  @Test
  void eachWeightHasItsOwnMemory() {
    for (OptimizerKind kind : OptimizerKind.values()) {
      try (NDManager manager = EngineSetup.start().newBaseManager()) {
        Optimizer rule = new OptimizerConfig(kind, OptimizerConfig.defaultMomentum(kind)).start();
        NDArray first = weight(manager);
        NDArray second = weight(manager);

        step(manager, rule, "first", first, GRADIENTS[0], 1);
        step(manager, rule, "second", second, GRADIENTS[0], 1);

        assertThat(second.toFloatArray()).as(kind.text()).isEqualTo(first.toFloatArray());
      }
    }
  }

  @Test
  void contradictoryOptionsAreRefused() {
    assertThatThrownBy(() -> new OptimizerConfig(OptimizerKind.ADAMW, 0.9))
        .hasMessageContaining("momentum is 0.9, but optimizer adamw has none")
        .hasMessageContaining("choose one of [sgd, nesterov]");
    assertThatThrownBy(() -> new OptimizerConfig(OptimizerKind.NESTEROV, 0))
        .hasMessageContaining("choose sgd");
    assertThatThrownBy(() -> new OptimizerConfig(OptimizerKind.SGD, 1))
        .hasMessageContaining("momentum is 1.0, it must be in [0, 1)");
    assertThatThrownBy(() -> TrainingConfig.builder().set("optimizer", "lion").build())
        .hasMessageContaining("optimizer is \"lion\", it must be one of [adamw, adam, sgd,");
  }

  private static void check(OptimizerKind kind, double momentum, Equation equation) {
    double[] expected = {START[0], START[1]};
    double[][] memory = new double[expected.length][2];
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      NDArray weight = weight(manager);
      Optimizer rule = new OptimizerConfig(kind, momentum).start();
      for (int t = 1; t <= GRADIENTS.length; t++) {
        step(manager, rule, "w", weight, GRADIENTS[t - 1], t);
        for (int i = 0; i < expected.length; i++) {
          expected[i] = equation.next(expected[i], GRADIENTS[t - 1][i], t, memory[i]);
          assertThat((double) weight.toFloatArray()[i])
              .as("number %d after step %d", i, t)
              .isCloseTo(expected[i], within(2e-6));
        }
      }
      assertThat(weight.hasGradient()).isTrue();
    }
  }

  private static NDArray weight(NDManager manager) {
    NDArray weight = manager.create(START, new Shape(1, 2));
    weight.setRequiresGradient(true);
    return weight;
  }

  private static void step(
      NDManager manager, Optimizer rule, String name, NDArray weight, float[] gradient, int t) {
    try (NDManager scratch = manager.newSubManager()) {
      NDArray slope = scratch.create(gradient, new Shape(1, 2));
      rule.update(name, weight, slope, new Optimizer.Step(t, RATE, DECAY));
    }
  }
}
