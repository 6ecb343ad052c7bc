package io.foreflow.trainer.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.foreflow.trainer.loop.EngineSetup;
import org.junit.jupiter.api.Test;

/**
 * Tests with two slots and a horizon of 1. The distributions are m = 0.25, s = e^-0.5 and m = 1, s
 * = 2. The targets are 1.5 and -3, and for Student-t n = 4.5. The expected values are those of
 * scipy 1.17.
 */
class LikelihoodTest {

  private static final float LOG_2 = (float) Math.log(2);
  private static final float[] NORMAL = {0.25f, -0.5f, 1, LOG_2};
  private static final float[] STUDENT = {0.25f, -0.5f, 4.5f, 1, LOG_2, 4.5f};
  private static final float[] TARGETS = {1.5f, -3};
  private static final float[] ALL = {1, 1};

  @Test
  void isThatOfANormalDistribution() {
    GaussianLoss loss = new GaussianLoss(100);

    assertThat(mean(loss, NORMAL, new float[] {1, 0})).isCloseTo(2.542596f, within(1e-5f));
    assertThat(mean(loss, NORMAL, ALL)).isCloseTo((2.542596f + 3.612086f) / 2, within(1e-5f));
    assertThat(mean(loss, NORMAL, new float[] {0, 0})).isZero();
  }

  @Test
  void isThatOfAStudentDistribution() {
    StudentLoss loss = new StudentLoss(100);

    assertThat(mean(loss, STUDENT, new float[] {1, 0})).isCloseTo(2.301902f, within(1e-5f));
    assertThat(mean(loss, STUDENT, ALL)).isCloseTo((2.301902f + 3.416177f) / 2, within(1e-5f));
  }

  @Test
  void slopesAreThoseOfTheLogarithm() {
    // For a normal distribution d/dm = -(y - m) / s^2 and d/d(log s) = 1 - ((y - m) / s)^2.
    assertThat(slopes(new GaussianLoss(100), NORMAL, new float[] {0, 1}))
        .containsExactly(new float[] {0, 0, 1, 1 - 4}, within(1e-5f));
    for (int i = 0; i < STUDENT.length; i++) {
      float[] more = STUDENT.clone();
      float[] less = STUDENT.clone();
      float[] counts = {1, 0};
      more[i] += 0.01f;
      less[i] -= 0.01f;
      float rise =
          mean(new StudentLoss(100), more, counts) - mean(new StudentLoss(100), less, counts);
      assertThat(slopes(new StudentLoss(100), STUDENT, counts)[i])
          .isCloseTo(rise / 0.02f, within(2e-3f));
    }
  }

  @Test
  void errorsBeyondTheCapCountAsTheCap() {
    float[] capped = {0.25f + 1.25f - 0.5f, -0.5f, 1, LOG_2};

    assertThat(mean(new GaussianLoss(0.5), NORMAL, new float[] {1, 0}))
        .isCloseTo(mean(new GaussianLoss(100), capped, new float[] {1, 0}), within(1e-5f));
  }

  private static NDArray mean(NDManager manager, Loss loss, NDArray read, float[] mask) {
    return loss.mean(
        read,
        manager.create(TARGETS, new Shape(1, 2, 1)),
        manager.create(mask, new Shape(1, 2, 1)));
  }

  private static float mean(Loss loss, float[] read, float[] mask) {
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      return mean(manager, loss, manager.create(read, new Shape(1, 2, read.length / 2)), mask)
          .getFloat();
    }
  }

  private static float[] slopes(Loss loss, float[] read, float[] mask) {
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      NDArray parameters = manager.create(read, new Shape(1, 2, read.length / 2));
      parameters.setRequiresGradient(true);
      try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
        collector.backward(mean(manager, loss, parameters, mask));
      }
      return parameters.getGradient().toFloatArray();
    }
  }
}
