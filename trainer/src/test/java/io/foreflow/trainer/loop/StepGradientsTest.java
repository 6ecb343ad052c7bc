package io.foreflow.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.foreflow.graph.Tensor;
import io.foreflow.trainer.kernel.Tape;
import io.foreflow.trainer.loss.HorizonWeightedLoss;
import io.foreflow.trainer.loss.Loss;
import io.foreflow.trainer.loss.PinballLoss;
import io.foreflow.trainer.loss.PointLoss;
import io.foreflow.trainer.network.AttentionConfig;
import io.foreflow.trainer.network.CellKind;
import io.foreflow.trainer.network.Dropout;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.HeadKind;
import io.foreflow.trainer.network.LiveWeights;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.network.Origins;
import io.foreflow.trainer.network.SequenceInput;
import io.foreflow.trainer.network.WeightSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares the loss and the gradients of a training step with those that the engine finds for the
 * network over all slots.
 */
class StepGradientsTest {

  private static final int ROWS = 3;
  private static final int TIME = 12;
  private static final int INPUTS = 4;
  private static final int CONTEXT = 5;
  private static final int HORIZON = 2;
  private static final long SEED = 5;
  private static final double CLOSE = 2e-5;

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void ofEveryCellAreThoseOfTheEngine(CellKind cell) {
    check(quantiles(new NetworkConfig(cell, 1, 6, 7), 3));
  }

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void ofResidualLayersAreThoseOfTheEngine(CellKind cell) {
    check(quantiles(new NetworkConfig(cell, 3, 6, HeadKind.QUANTILE, 7, true).withShortcut(), 3));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 9})
  void ofAnyLevelsAreThoseOfTheEngine(int levels) {
    check(quantiles(new NetworkConfig(CellKind.GRU, 1, 6, 7).withShortcut(), levels));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 5})
  void ofDilatedLayersAreThoseOfTheEngine(int dilation) {
    check(quantiles(new NetworkConfig(CellKind.GRU, 2, 6, 7).withDilations(1, dilation), 3));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void attentionAndLinearPathEqualTheEngine(int heads) {
    NetworkConfig config = new NetworkConfig(CellKind.GRU, 2, 6, 7);
    check(quantiles(config.withAttention(new AttentionConfig(heads, 6, 2)).withLinear(4), 3));
  }

  @Test
  void ofSeveralMapsAreThoseOfTheEngine() {
    check(quantiles(new NetworkConfig(CellKind.GRU, 1, 6, 7).withShortcut(3), 3));
  }

  @Test
  void ofOriginsApartAreThoseOfTheEngine() {
    NetworkConfig config = new NetworkConfig(CellKind.GRU, 1, 6, 7).withShortcut().withLinear(4);
    List<Double> levels = levels(3);
    check(new Step(config, levels, new PinballLoss(levels, 1), Rates.NONE, 3));
  }

  @Test
  void otherLossesEqualTheEngine() {
    NetworkConfig config =
        new NetworkConfig(CellKind.GRU, 2, 6, HeadKind.POINT, 7, false).withShortcut();
    check(new Step(config, List.of(0.5), PointLoss.huber(1, 20), Rates.NONE));
  }

  @Test
  void ofWeightedStepsAreThoseOfTheEngine() {
    List<Double> levels = levels(3);
    Loss loss = new HorizonWeightedLoss(new PinballLoss(levels, 1), List.of(1.0, 3.0));
    check(new Step(new NetworkConfig(CellKind.GRU, 1, 6, 7), levels, loss, Rates.NONE));
  }

  @ParameterizedTest
  @EnumSource(
      value = CellKind.class,
      names = {"GRU", "LSTM"})
  void withDropoutAreThoseOfTheEngine(CellKind cell) {
    NetworkConfig config = new NetworkConfig(cell, 2, 6, HeadKind.QUANTILE, 7, true);
    List<Double> levels = levels(3);
    check(new Step(config, levels, new PinballLoss(levels, 20), new Rates(0.3, 0.2)));
  }

  private record Rates(double ofUnits, double ofWeights) {
    static final Rates NONE = new Rates(0, 0);
  }

  private record Step(
      NetworkConfig config, List<Double> levels, Loss loss, Rates rates, int apart) {

    Step(NetworkConfig config, List<Double> levels, Loss loss, Rates rates) {
      this(config, levels, loss, rates, 1);
    }
  }

  private static Step quantiles(NetworkConfig config, int levels) {
    return new Step(config, levels(levels), new PinballLoss(levels(levels), 1), Rates.NONE);
  }

  private static List<Double> levels(int count) {
    return java.util.stream.IntStream.rangeClosed(1, count)
        .mapToObj(i -> i / (count + 1.0))
        .toList();
  }

  private static void check(Step step) {
    ForecastNetwork network = step.config().build(step.levels(), HORIZON, INPUTS, CONTEXT);
    SplittableRandom random = new SplittableRandom(SEED);
    WeightSet start = weights(network, random);
    try (NDManager owner = EngineSetup.start().newBaseManager(Device.cpu())) {
      LiveWeights live = new LiveWeights(owner, network.weights(), start);
      LiveWeights copy = new LiveWeights(owner, network.weights(), start);
      compareGradients(step, network, live, copy, owner, random);
      assertThat(owner.getManagedArrays())
          .as("arrays that outlive the step")
          .hasSize(live.all().size() + copy.all().size());
    }
  }

  private static void compareGradients(
      Step step,
      ForecastNetwork network,
      LiveWeights live,
      LiveWeights copy,
      NDManager owner,
      SplittableRandom random) {
    try (NDManager manager = owner.newSubManager();
        GradientCollector collector = manager.getEngine().newGradientCollector()) {
      live.lendTo(manager);
      copy.lendTo(manager);
      SequenceInput input = input(network, step.apart(), manager, random);
      NDArray targets = numbers(manager, random, ROWS, TIME / step.apart(), HORIZON);
      NDArray mask = mask(manager, random, TIME / step.apart());
      List<NDArray> state =
          network.newState(manager, ROWS).stream()
              .map(part -> numbers(manager, random, part.getShape().getShape()))
              .toList();

      NDArray output = network.sequence(input, state, live, dropout(step, manager)).output();
      NDArray expected = step.loss().mean(output, targets, mask);
      collector.backward(expected);

      Tape tape = new Tape(manager, collector);
      Origins origins = Origins.of(manager, origins(mask), TIME / step.apart(), step.apart());
      NDArray outputs =
          network.learn(input, origins, state, copy, dropout(step, manager), tape).output();
      NDArray found =
          step.loss()
              .learn(
                  network.head(),
                  outputs,
                  origins.of(targets, tape),
                  origins.of(mask, tape),
                  copy,
                  tape);
      tape.backward();

      assertThat(found.getFloat()).isCloseTo(expected.getFloat(), within(1e-5f));
      Map<String, NDArray> ofKernels = tape.gradientsOfWeights();
      for (String name : live.all().keySet()) {
        NDArray ofKernel = ofKernels.get(name);
        float[] here = (ofKernel == null ? copy.get(name).getGradient() : ofKernel).toFloatArray();
        compare(name, here, live.get(name).getGradient().toFloatArray());
      }
    }
  }

  private static void compare(String name, float[] found, float[] expected) {
    double largest = 0;
    for (float number : expected) {
      largest = Math.max(largest, Math.abs(number));
    }
    assertThat(largest).as("gradient of " + name).isGreaterThan(1e-6);
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i])
          .as("gradient of %s at %d", name, i)
          .isCloseTo(expected[i], within(CLOSE * Math.max(largest, 0.01)));
    }
  }

  private static Dropout dropout(Step step, NDManager manager) {
    Rates rates = step.rates();
    return new WindowDropout(rates.ofUnits(), rates.ofWeights(), SEED, 1, 0, manager);
  }

  /** Weights none of which is zero. */
  private static WeightSet weights(ForecastNetwork network, SplittableRandom random) {
    Map<String, Tensor> moved = new LinkedHashMap<>();
    WeightSet.draw(network.weights(), SEED)
        .tensors()
        .forEach(
            (name, tensor) -> {
              float[] numbers = tensor.data().clone();
              for (int i = 0; i < numbers.length; i++) {
                numbers[i] += (float) (0.2 * random.nextGaussian());
              }
              moved.put(name, new Tensor(tensor.rows(), tensor.columns(), numbers));
            });
    return new WeightSet(moved);
  }

  private static SequenceInput input(
      ForecastNetwork network, int apart, NDManager manager, SplittableRandom random) {
    return new SequenceInput(
        numbers(manager, random, ROWS, TIME, INPUTS),
        numbers(manager, random, ROWS, TIME / apart, CONTEXT),
        numbers(manager, random, ROWS, network.lead() + TIME),
        numbers(manager, random, ROWS, TIME, 1),
        numbers(manager, random, ROWS, TIME, 1));
  }

  private static NDArray numbers(NDManager manager, SplittableRandom random, long... shape) {
    float[] numbers = new float[Math.toIntExact(new Shape(shape).size())];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return manager.create(numbers, new Shape(shape));
  }

  /** About half of the slots are origins, and some of their targets do not count. */
  private static NDArray mask(NDManager manager, SplittableRandom random, int perRow) {
    float[] mask = new float[ROWS * perRow * HORIZON];
    for (int slot = 0; slot < ROWS * perRow; slot++) {
      boolean isOrigin = slot % perRow >= perRow / 3 && random.nextInt(4) > 0;
      for (int step = 0; step < HORIZON && isOrigin; step++) {
        mask[slot * HORIZON + step] = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(3);
      }
    }
    return manager.create(mask, new Shape(ROWS, perRow, HORIZON));
  }

  private static long[] origins(NDArray mask) {
    float[] counts = mask.sum(new int[] {2}).toFloatArray();
    return java.util.stream.LongStream.range(0, counts.length)
        .filter(slot -> counts[(int) slot] > 0)
        .toArray();
  }
}
