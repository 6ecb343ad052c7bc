package io.foreflow.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foreflow.graph.Tensor;
import io.foreflow.trainer.loop.EngineSetup;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Compares attention with its equation in plain arithmetic. */
class AttentionTest {

  private static final int TIME = 4;
  private static final int HIDDEN = 3;
  private static final int PATCH = 2;
  private static final int CHOICES = 3;
  private static final int HEADS = 2;
  private static final Attention ATTENTION = new Attention(HEADS, CHOICES, PATCH, HIDDEN);

  private final SplittableRandom random = new SplittableRandom(8);
  private final Tensor map = numbers(HEADS * (PATCH + CHOICES), HIDDEN);
  private final Tensor bias = numbers(1, HEADS * (PATCH + CHOICES));
  private final Tensor top = numbers(TIME, HIDDEN);
  private final Tensor readings = numbers(1, ATTENTION.window() - 1 + TIME);
  private final Tensor level = numbers(1, TIME);
  private final Tensor perScale = numbers(1, TIME);

  @Test
  void eachHeadMixesPatchesByTheirShares() {
    float[] found = run();

    assertThat(ATTENTION.window()).isEqualTo(8);
    for (int slot = 0; slot < TIME; slot++) {
      for (int head = 0; head < HEADS; head++) {
        double[] shares = shares(slot, head);
        for (int i = 0; i < PATCH; i++) {
          double mixture = 0;
          for (int j = 0; j < CHOICES; j++) {
            mixture += shares[j] * scaled(slot, j + 1, i);
          }
          assertThat(found[(slot * HEADS + head) * PATCH + i])
              .isCloseTo((float) mixture, within(1e-5f));
        }
      }
    }
  }

  private double[] shares(int slot, int head) {
    double[] shares = new double[CHOICES];
    double sum = 0;
    int from = head * (PATCH + CHOICES);
    for (int j = 0; j < CHOICES; j++) {
      double score = 4 * asked(slot, from + PATCH + j);
      for (int i = 0; i < PATCH; i++) {
        score += asked(slot, from + i) * scaled(slot, j, i) / Math.sqrt(PATCH);
      }
      shares[j] = Math.exp(score);
      sum += shares[j];
    }
    for (int j = 0; j < CHOICES; j++) {
      shares[j] /= sum;
    }
    return shares;
  }

  private double asked(int slot, int row) {
    double sum = bias.data()[row];
    for (int i = 0; i < HIDDEN; i++) {
      sum += (double) map.data()[row * HIDDEN + i] * top.data()[slot * HIDDEN + i];
    }
    return sum;
  }

  /** Reading {@code i} of patch {@code j}, the oldest first, scaled for a slot. */
  private double scaled(int slot, int j, int i) {
    return (readings.data()[slot + j * PATCH + i] - level.data()[slot]) * perScale.data()[slot];
  }

  private float[] run() {
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      LiveWeights live =
          new LiveWeights(
              manager,
              ATTENTION.weights(),
              new WeightSet(Map.of("attention.weight", map, "attention.bias", bias)));
      NDArray none = manager.zeros(new Shape(1, TIME, 1));
      SequenceInput input =
          new SequenceInput(
              none,
              none,
              manager.create(readings.data(), new Shape(1, readings.columns())),
              manager.create(level.data(), new Shape(1, TIME, 1)),
              manager.create(perScale.data(), new Shape(1, TIME, 1)));
      NDArray state = manager.create(top.data(), new Shape(1, TIME, HIDDEN));
      return ATTENTION.sequence(state, input, live).toFloatArray();
    }
  }

  private Tensor numbers(int rows, int columns) {
    float[] data = new float[rows * columns];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextGaussian();
    }
    return new Tensor(rows, columns, data);
  }
}
