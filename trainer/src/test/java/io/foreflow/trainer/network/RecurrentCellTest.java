package io.foreflow.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Tensor;
import io.foreflow.graph.Value;
import io.foreflow.model.Binding;
import io.foreflow.model.GraphFunction;
import io.foreflow.trainer.kernel.GradientRecording;
import io.foreflow.trainer.loop.EngineSetup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Compares both forms of each cell with the textbook equations in plain arithmetic. */
class RecurrentCellTest {

  private static final int INPUTS = 3;
  private static final int HIDDEN = 4;
  private static final int STEPS = 12;
  private static final float CLOSE = 2e-6f;
  private static final float CHANGE = 1f / 1024;
  private static final double CLOSE_GRADIENT = 1e-3;

  @Test
  void gruFollowsItsEquationsInBothForms() {
    check(
        new GruCell(),
        (x, state, w) -> {
          double[] next = new double[HIDDEN];
          for (int j = 0; j < HIDDEN; j++) {
            double r = sigmoid(w.input(x, j) + w.hidden(state[0], j));
            double z = sigmoid(w.input(x, HIDDEN + j) + w.hidden(state[0], HIDDEN + j));
            double n =
                Math.tanh(w.input(x, 2 * HIDDEN + j) + r * w.hidden(state[0], 2 * HIDDEN + j));
            next[j] = (1 - z) * n + z * state[0][j];
          }
          return new double[][] {next};
        });
  }

  @Test
  void lstmFollowsItsEquationsInBothForms() {
    check(
        new LstmCell(),
        (x, state, w) -> {
          double[] h = new double[HIDDEN];
          double[] c = new double[HIDDEN];
          for (int j = 0; j < HIDDEN; j++) {
            double i = sigmoid(w.input(x, j) + w.hidden(state[0], j));
            double f = sigmoid(w.input(x, HIDDEN + j) + w.hidden(state[0], HIDDEN + j));
            double g = Math.tanh(w.input(x, 2 * HIDDEN + j) + w.hidden(state[0], 2 * HIDDEN + j));
            double o = sigmoid(w.input(x, 3 * HIDDEN + j) + w.hidden(state[0], 3 * HIDDEN + j));
            c[j] = f * state[1][j] + i * g;
            h[j] = o * Math.tanh(c[j]);
          }
          return new double[][] {h, c};
        });
  }

  @Test
  void rnnFollowsItsEquationInBothForms() {
    check(RnnCell.TANH, plain(Math::tanh));
  }

  @Test
  void reluRnnFollowsItsEquationInBothForms() {
    check(RnnCell.RELU, plain(sum -> Math.max(0, sum)));
  }

  @Test
  void minGruFollowsItsEquationsInBothForms() {
    check(
        new MinGruCell(),
        (x, state, w) -> {
          double[] next = new double[HIDDEN];
          for (int j = 0; j < HIDDEN; j++) {
            double z = sigmoid(w.input(x, j));
            next[j] = (1 - z) * w.input(x, HIDDEN + j) + z * state[0][j];
          }
          return new double[][] {next};
        });
  }

  @Test
  void minLstmFollowsItsEquationsInBothForms() {
    check(
        new MinLstmCell(),
        (x, state, w) -> {
          double[] next = new double[HIDDEN];
          for (int j = 0; j < HIDDEN; j++) {
            double f = sigmoid(w.input(x, j));
            double i = sigmoid(w.input(x, HIDDEN + j));
            next[j] = f / (f + i) * state[0][j] + i / (f + i) * w.input(x, 2 * HIDDEN + j);
          }
          return new double[][] {next};
        });
  }

  private static Equations plain(DoubleUnaryOperator activation) {
    return (x, state, w) -> {
      double[] next = new double[HIDDEN];
      for (int j = 0; j < HIDDEN; j++) {
        next[j] = activation.applyAsDouble(w.input(x, j) + w.hidden(state[0], j));
      }
      return new double[][] {next};
    };
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @FunctionalInterface
  private interface Equations {
    double[][] step(float[] x, double[][] state, Weights weights);
  }

  /** Random weights, none of them zero, for plain sums. */
  private record Weights(WeightSet set) {

    double input(float[] x, int row) {
      double sum = set.get("l.input.bias").data()[row];
      for (int i = 0; i < INPUTS; i++) {
        sum += (double) set.get("l.input.weight").data()[row * INPUTS + i] * x[i];
      }
      return sum;
    }

    double hidden(double[] h, int row) {
      double sum = set.get("l.hidden.bias").data()[row];
      for (int i = 0; i < HIDDEN; i++) {
        sum += set.get("l.hidden.weight").data()[row * HIDDEN + i] * h[i];
      }
      return sum;
    }
  }

  private static void check(RecurrentCell cell, Equations equations) {
    SplittableRandom random = new SplittableRandom(3);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (WeightSpec spec : cell.weights("l", INPUTS, HIDDEN)) {
      tensors.put(
          spec.name(),
          new Tensor(spec.rows(), spec.columns(), gaussian(spec.rows() * spec.columns(), random)));
    }
    WeightSet set = new WeightSet(tensors);
    float[] inputs = gaussian(STEPS * INPUTS, random);

    float[] sequence = sequence(cell, set, inputs);
    List<float[]> steps = steps(cell, set, inputs);
    checkGradients(cell, equations, set, inputs);

    double[][] state = new double[cell.stateParts().size()][HIDDEN];
    for (int t = 0; t < STEPS; t++) {
      float[] x = new float[INPUTS];
      System.arraycopy(inputs, t * INPUTS, x, 0, INPUTS);
      state = equations.step(x, state, new Weights(set));
      for (int j = 0; j < HIDDEN; j++) {
        assertThat(sequence[t * HIDDEN + j]).isCloseTo((float) state[0][j], within(CLOSE));
      }
      for (int part = 0; part < state.length; part++) {
        for (int j = 0; j < HIDDEN; j++) {
          assertThat(steps.get(t)[part * HIDDEN + j])
              .isCloseTo((float) state[part][j], within(CLOSE));
        }
      }
    }
  }

  /**
   * Compares each gradient of the sum of all outputs with what a small change of a weight makes.
   */
  private static void checkGradients(
      RecurrentCell cell, Equations equations, WeightSet set, float[] inputs) {
    Map<String, float[]> gradients = gradients(cell, set, inputs);
    for (WeightSpec spec : cell.weights("l", INPUTS, HIDDEN)) {
      float[] numbers = set.get(spec.name()).data();
      float[] found = Objects.requireNonNull(gradients.get(spec.name()));
      for (int i = 0; i < numbers.length; i++) {
        float number = numbers[i];
        numbers[i] = number + CHANGE;
        double more = sum(cell, equations, set, inputs);
        numbers[i] = number - CHANGE;
        double less = sum(cell, equations, set, inputs);
        numbers[i] = number;
        assertThat((double) found[i])
            .as("gradient of %s[%d]", spec.name(), i)
            .isCloseTo((more - less) / (2 * CHANGE), within(CLOSE_GRADIENT));
      }
    }
  }

  private static double sum(
      RecurrentCell cell, Equations equations, WeightSet set, float[] inputs) {
    double[][] state = new double[cell.stateParts().size()][HIDDEN];
    double sum = 0;
    for (int t = 0; t < STEPS; t++) {
      float[] x = java.util.Arrays.copyOfRange(inputs, t * INPUTS, (t + 1) * INPUTS);
      state = equations.step(x, state, new Weights(set));
      sum += java.util.Arrays.stream(state[0]).sum();
    }
    return sum;
  }

  private static Map<String, float[]> gradients(RecurrentCell cell, WeightSet set, float[] inputs) {
    Engine engine = EngineSetup.start();
    try (NDManager manager = engine.newBaseManager();
        GradientRecording recording = GradientRecording.begin(engine)) {
      LiveWeights live = new LiveWeights(manager, cell.weights("l", INPUTS, HIDDEN), set);
      recording.collector().backward(output(cell, live, inputs, manager).sum());
      Map<String, float[]> gradients = new LinkedHashMap<>();
      live.all().forEach((name, array) -> gradients.put(name, array.getGradient().toFloatArray()));
      return gradients;
    }
  }

  private static NDArray output(
      RecurrentCell cell, LiveWeights live, float[] inputs, NDManager manager) {
    NDArray x = manager.create(inputs, new Shape(1, STEPS, INPUTS));
    List<NDArray> start =
        cell.stateParts().stream().map(part -> manager.zeros(new Shape(1, HIDDEN))).toList();
    return cell.sequence(x, start, "l", live).output();
  }

  private static float[] sequence(RecurrentCell cell, WeightSet set, float[] inputs) {
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      LiveWeights live = new LiveWeights(manager, cell.weights("l", INPUTS, HIDDEN), set);
      return output(cell, live, inputs, manager).toFloatArray();
    }
  }

  private static List<float[]> steps(RecurrentCell cell, WeightSet set, float[] inputs) {
    int parts = cell.stateParts().size();
    int[] widths = new int[parts];
    java.util.Arrays.fill(widths, HIDDEN);
    GraphBuilder graph = new GraphBuilder("cell");
    Value x = graph.floatInput("x", INPUTS);
    Value state = graph.floatInput("state", parts * HIDDEN);
    graph.output("next", graph.concat(cell.step(graph, x, graph.split(state, widths), "l", set)));
    List<float[]> steps = new ArrayList<>();
    try (GraphFunction function = GraphFunction.open(graph.build());
        Binding binding = function.bind(1)) {
      binding.floats("state").put(0, new float[parts * HIDDEN]);
      for (int t = 0; t < STEPS; t++) {
        binding.floats("x").put(0, inputs, t * INPUTS, INPUTS);
        binding.run(1);
        float[] next = new float[parts * HIDDEN];
        binding.floats("next").get(0, next);
        steps.add(next);
        binding.floats("state").put(0, next);
      }
    }
    return steps;
  }

  private static float[] gaussian(int count, SplittableRandom random) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (0.6 * random.nextGaussian());
    }
    return numbers;
  }
}
