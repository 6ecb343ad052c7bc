package io.foreflow.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foreflow.graph.Tensor;
import io.foreflow.trainer.loop.EngineSetup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ForecastNetworkTest {

  private static final int STEPS = 5;
  private static final int INPUTS = 3;
  private static final int CONTEXT = 2;

  private static ForecastNetwork network(int layers, boolean residual) {
    return new NetworkConfig(CellKind.RNN, layers, 4, HeadKind.QUANTILE, 6, residual)
        .build(List.of(0.1, 0.5, 0.9), 2, INPUTS, CONTEXT);
  }

  /** Random weights, except that those of the second layer are zero, so that its output is zero. */
  private static WeightSet silentSecondLayer() {
    SplittableRandom random = new SplittableRandom(5);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (WeightSpec spec : network(2, true).weights()) {
      int size = spec.rows() * spec.columns();
      float[] data = spec.name().startsWith("cell1") ? new float[size] : numbers(size, random);
      tensors.put(spec.name(), new Tensor(spec.rows(), spec.columns(), data));
    }
    return new WeightSet(tensors);
  }

  @Test
  void aResidualLayerPassesItsInputOn() {
    float[] lowestAlone = run(network(1, false), Dropout.NONE);

    assertThat(run(network(2, true), Dropout.NONE)).isEqualTo(lowestAlone);
    assertThat(run(network(2, false), Dropout.NONE)).isNotEqualTo(lowestAlone);
  }

  @Test
  void dropoutActsOnTheOutputOfEveryLayer() {
    float[] silent = run(network(2, false), Dropout.NONE);
    float[] none = run(network(2, true), Dropout.NONE);

    // Without the lowest layer's output both layers are silent.
    assertThat(run(network(2, true), output -> output.mul(0))).isEqualTo(silent);
    assertThat(run(network(2, true), output -> output.mul(1))).isEqualTo(none);
  }

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void aSplitSequenceEqualsTheWholeOne(CellKind cell) {
    ForecastNetwork network =
        new NetworkConfig(cell, 2, 4, HeadKind.QUANTILE, 6, true)
            .withDilations(1, 2)
            .withLinear(4)
            .withAttention(new AttentionConfig(2, 6, 2))
            .build(List.of(0.1, 0.5, 0.9), 2, INPUTS, CONTEXT);
    SplittableRandom random = new SplittableRandom(6);
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      LiveWeights live =
          new LiveWeights(manager, network.weights(), WeightSet.draw(network.weights(), 7));
      NDArray inputs =
          manager.create(numbers(2 * STEPS * INPUTS, random), new Shape(2, STEPS, INPUTS));
      NDArray context =
          manager.create(numbers(2 * STEPS * CONTEXT, random), new Shape(2, STEPS, CONTEXT));
      int lead = network.lead();
      SequenceInput input =
          new SequenceInput(
              inputs,
              context,
              manager.create(numbers(2 * (lead + STEPS), random), new Shape(2, lead + STEPS)),
              manager.create(numbers(2 * STEPS, random), new Shape(2, STEPS, 1)),
              manager.create(numbers(2 * STEPS, random), new Shape(2, STEPS, 1)));

      ForecastNetwork.Sequence first =
          network.sequence(input.part(0, 2), network.newState(manager, 2), live, Dropout.NONE);
      ForecastNetwork.Sequence second =
          network.sequence(input.part(2, STEPS), first.state(), live, Dropout.NONE);

      float[] whole =
          network
              .sequence(input, network.newState(manager, 2), live, Dropout.NONE)
              .output()
              .toFloatArray();
      assertThat(NDArrays.concat(new NDList(first.output(), second.output()), 1).toFloatArray())
          .usingComparatorWithPrecision(1e-6f)
          .containsExactly(whole);
      assertThat(second.state()).hasSameSizeAs(network.segments());
    }
  }

  private static float[] run(ForecastNetwork network, Dropout dropout) {
    SplittableRandom random = new SplittableRandom(6);
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      LiveWeights live = new LiveWeights(manager, network(2, true).weights(), silentSecondLayer());
      NDArray inputs = manager.create(numbers(STEPS * INPUTS, random), new Shape(1, STEPS, INPUTS));
      NDArray context =
          manager.create(numbers(STEPS * CONTEXT, random), new Shape(1, STEPS, CONTEXT));
      return network
          .sequence(SequenceInput.of(inputs, context), network.newState(manager, 1), live, dropout)
          .output()
          .toFloatArray();
    }
  }

  private static float[] numbers(int count, SplittableRandom random) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
