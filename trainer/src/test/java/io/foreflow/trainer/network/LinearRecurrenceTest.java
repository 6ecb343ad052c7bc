package io.foreflow.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.foreflow.graph.Tensor;
import io.foreflow.trainer.loop.EngineSetup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the recurrence over whole windows with the same recurrence slot by slot, in doubles. */
class LinearRecurrenceTest {

  private static final int ROWS = 2;
  private static final int HIDDEN = 5;
  private static final int LONG = 1000;

  /** One number, several slots, chunks of chunks, and a rest of each. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 8, 15, 16, 17, 64, 131, LONG, 1003})
  void equalsTheRecurrenceSlotBySlot(int time) {
    Numbers keep = Numbers.gates(time, 1);
    Numbers add = Numbers.random(time, 2);
    Numbers start = Numbers.random(1, 3);
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      RecurrentCell.Sequence made =
          LinearRecurrence.run(
              keep.array(manager), add.array(manager), start.array(manager).squeeze(1));

      double[] states = slotBySlot(keep, add, start);
      assertClose(made.output().toFloatArray(), states, 2e-6);
      NDArray last = made.output().get(":, " + (time - 1));
      assertThat(made.state().get(0).toFloatArray()).isEqualTo(last.toFloatArray());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 20, LONG})
  void gradientsEqualThoseSlotBySlot(int time) {
    Numbers keep = Numbers.gates(time, 4);
    Numbers add = Numbers.random(time, 5);
    Numbers start = Numbers.random(1, 6);
    Numbers weight = Numbers.random(time, 7);
    try (NDManager manager = EngineSetup.start().newBaseManager();
        GradientCollector collector = manager.getEngine().newGradientCollector()) {
      NDArray keeps = keep.array(manager);
      NDArray adds = add.array(manager);
      NDArray starts = start.array(manager);
      List.of(keeps, adds, starts).forEach(array -> array.setRequiresGradient(true));
      NDArray states = LinearRecurrence.run(keeps, adds, starts.squeeze(1)).output();
      collector.backward(states.mul(weight.array(manager)).sum());

      double[] before = slotBySlot(keep, add, start);
      double[] ofKeep = new double[before.length];
      double[] ofAdd = new double[before.length];
      double[] ofStart = new double[ROWS * HIDDEN];
      for (int row = 0; row < ROWS; row++) {
        for (int unit = 0; unit < HIDDEN; unit++) {
          double back = 0;
          for (int slot = time - 1; slot >= 0; slot--) {
            int at = keep.at(row, slot, unit);
            back += weight.data[at];
            ofAdd[at] = back;
            int last = keep.at(row, slot - 1, unit);
            ofKeep[at] = back * (slot == 0 ? start.data[start.at(row, 0, unit)] : before[last]);
            back *= keep.data[at];
          }
          ofStart[start.at(row, 0, unit)] = back;
        }
      }
      assertClose(adds.getGradient().toFloatArray(), ofAdd, 2e-5);
      assertClose(keeps.getGradient().toFloatArray(), ofKeep, 2e-4);
      assertClose(starts.getGradient().toFloatArray(), ofStart, 2e-5);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MIN_GRU", "MIN_LSTM"})
  void aCarriedStateContinuesTheSequence(CellKind kind) {
    RecurrentCell cell = kind.cell();
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      LiveWeights weights = weights(cell, 1, manager);
      NDArray inputs = Numbers.random(LONG, 8).array(manager);
      NDArray start = Numbers.random(1, 9).array(manager).squeeze(1);
      RecurrentCell.Sequence whole = cell.sequence(inputs, List.of(start), "l", weights);

      List<NDArray> state = List.of(start);
      NDList outputs = new NDList();
      for (int from = 0; from < LONG; from += 125) {
        NDArray window = inputs.get(":, " + from + ":" + (from + 125));
        RecurrentCell.Sequence made = cell.sequence(window, state, "l", weights);
        outputs.add(made.output());
        state = made.state();
      }

      assertClose(NDArrays.concat(outputs, 1).toFloatArray(), doubles(whole.output()), 1e-5);
      assertClose(state.get(0).toFloatArray(), doubles(whole.state().get(0)), 1e-5);
    }
  }

  /** With these weights the sums in front of the gates are in the hundreds. */
  @ParameterizedTest
  @EnumSource(names = {"MIN_GRU", "MIN_LSTM"})
  void gradientsStayFiniteWithExtremeGates(CellKind kind) {
    RecurrentCell cell = kind.cell();
    try (NDManager manager = EngineSetup.start().newBaseManager();
        GradientCollector collector = manager.getEngine().newGradientCollector()) {
      LiveWeights weights = weights(cell, 300, manager);
      NDArray inputs = Numbers.random(LONG, 10).array(manager);
      NDArray start = manager.zeros(new Shape(ROWS, HIDDEN));
      NDArray output = cell.sequence(inputs, List.of(start), "l", weights).output();
      collector.backward(output.square().mean());

      assertThat(output.toFloatArray()).doesNotContain(Float.NaN, Float.POSITIVE_INFINITY);
      weights
          .all()
          .forEach(
              (name, weight) -> {
                double sum = 0;
                for (float number : weight.getGradient().toFloatArray()) {
                  sum += Math.abs(number);
                }
                assertThat(sum).as(name).isFinite().isPositive();
              });
    }
  }

  private static LiveWeights weights(RecurrentCell cell, double size, NDManager manager) {
    SplittableRandom random = new SplittableRandom(12);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    List<WeightSpec> specs = cell.weights("l", HIDDEN, HIDDEN);
    for (WeightSpec spec : specs) {
      float[] data = new float[spec.rows() * spec.columns()];
      for (int i = 0; i < data.length; i++) {
        data[i] = (float) (size * random.nextGaussian());
      }
      tensors.put(spec.name(), new Tensor(spec.rows(), spec.columns(), data));
    }
    return new LiveWeights(manager, specs, new WeightSet(tensors));
  }

  private static double[] slotBySlot(Numbers keep, Numbers add, Numbers start) {
    double[] states = new double[keep.data.length];
    for (int row = 0; row < ROWS; row++) {
      for (int unit = 0; unit < HIDDEN; unit++) {
        double state = start.data[start.at(row, 0, unit)];
        for (int slot = 0; slot < keep.time; slot++) {
          int at = keep.at(row, slot, unit);
          state = keep.data[at] * state + add.data[at];
          states[at] = state;
        }
      }
    }
    return states;
  }

  private static double[] doubles(NDArray array) {
    float[] numbers = array.toFloatArray();
    return IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).toArray();
  }

  /** Close relative to the size of the number, or to 1 if it is smaller. */
  private static void assertClose(float[] found, double[] expected, double tolerance) {
    assertThat(found).hasSize(expected.length);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i])
          .isCloseTo(expected[i], within(tolerance * Math.max(1, Math.abs(expected[i]))));
    }
  }

  /** Numbers of [rows, time, hidden]. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Numbers(int time, float[] data) {

    static Numbers random(int time, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      float[] data = new float[ROWS * time * HIDDEN];
      for (int i = 0; i < data.length; i++) {
        data[i] = (float) random.nextGaussian();
      }
      return new Numbers(time, data);
    }

    /** Gates of each kind: fully closed, fully open, next to it, and all between. */
    static Numbers gates(int time, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      float[] some = {0, 1, 1e-38f, 1 - 1e-7f, 1 - 1e-3f, 1e-10f};
      float[] data = new float[ROWS * time * HIDDEN];
      for (int i = 0; i < data.length; i++) {
        // The first unit is nearly always open: its state of the first slots lasts to the end.
        boolean open = i % HIDDEN == 0;
        int kind = open ? 3 : random.nextInt(2 * some.length);
        data[i] = kind < some.length ? some[kind] : (float) random.nextDouble();
      }
      return new Numbers(time, data);
    }

    int at(int row, int slot, int unit) {
      return (row * time + slot) * HIDDEN + unit;
    }

    NDArray array(NDManager manager) {
      return manager.create(data, new Shape(ROWS, time, HIDDEN));
    }
  }
}
