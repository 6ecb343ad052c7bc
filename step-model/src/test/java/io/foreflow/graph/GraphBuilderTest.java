package io.foreflow.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.model.Binding;
import io.foreflow.model.GraphFunction;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class GraphBuilderTest {

  /** The input x of any graph here. */
  private static final Value X = new Value("x", Value.Kind.FLOAT, 3);

  private final GraphBuilder graph = new GraphBuilder("test");
  private final Value x = graph.floatInput("x", 3);

  @Test
  void elementwiseOperatorsDoTheirArithmetic() {
    Value two = graph.constant(2f);

    assertThat(run(graph.add(x, two), 1, -2, 3)).containsExactly(3, 0, 5);
    assertThat(run(g -> g.sub(g.constant(10, 20, 30), X))).containsExactly(9, 22, 27);
    assertThat(run(g -> g.mul(X, X))).containsExactly(1, 4, 9);
    assertThat(run(g -> g.div(X, g.constant(4f)))).containsExactly(0.25f, -0.5f, 0.75f);
    assertThat(run(g -> g.max(X, g.constant(0f)))).containsExactly(1, 0, 3);
    assertThat(run(g -> g.min(X, g.constant(0f)))).containsExactly(0, -2, 0);
    assertThat(run(g -> g.abs(X))).containsExactly(1, 2, 3);
    assertThat(run(g -> g.relu(X))).containsExactly(1, 0, 3);
    assertThat(run(g -> g.clip(X, -1.5f, 2))).containsExactly(1, -1.5f, 2);
  }

  @Test
  void transcendentalOperatorsAreCloseToJavas() {
    assertClose(run(g -> g.exp(X)), Math::exp);
    assertClose(run(g -> g.tanh(X)), Math::tanh);
    assertClose(run(g -> g.sigmoid(X)), v -> 1 / (1 + Math.exp(-v)));
  }

  @Test
  void rowsOfVectorsAreMultipliedAndMixed() {
    Value vectors = graph.concat(List.of(x, graph.mul(x, graph.constant(10, 0, 1))));

    assertThat(run(graph.rowProducts(vectors, x), 1, -2, 3)).containsExactly(14, 19);
    assertThat(run(g -> g.rowMixture(g.slice(X, 0, 2), g.concat(List.of(X, X)))))
        .containsExactly(-1, 2, -3);
    assertThat(
            run(g -> g.softmax(g.mul(g.slice(X, 0, 2), g.constant(0f, (float) -Math.log(3) / 2)))))
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(0.25f, 0.75f);
  }

  @Test
  void columnsAreCutAndJoined() {
    List<Value> parts = graph.split(x, 1, 2);

    assertThat(run(graph.concat(List.of(parts.get(1), parts.get(0))), 1, -2, 3))
        .containsExactly(-2, 3, 1);
    assertThat(run(g -> g.slice(X, 1, 3))).containsExactly(-2, 3);
    assertThat(graph.slice(x, 0, 3)).isSameAs(x);
    assertThat(graph.concat(List.of(x))).isSameAs(x);
    assertThat(graph.split(x, 3)).containsExactly(x);
  }

  @Test
  void outputSumAddsARowToEachBlock() {
    Value blocks = graph.concat(List.of(x, graph.mul(x, graph.constant(10f))));
    graph.outputSum("whole", blocks, 2, x);
    graph.outputSum("oneForAll", blocks, 2, graph.slice(x, 0, 1));

    try (GraphFunction function = GraphFunction.open(graph.build());
        Binding binding = function.bind(2)) {
      binding.floats("x").put(0, new float[] {1, -2, 3, 4, 5, 6});
      binding.run(2);

      assertThat(twoRows(binding, "whole"))
          .containsExactly(2, -4, 6, 11, -22, 33, 8, 10, 12, 44, 55, 66);
      assertThat(twoRows(binding, "oneForAll"))
          .containsExactly(2, -1, 4, 11, -19, 31, 8, 9, 10, 44, 54, 64);
    }
  }

  private static float[] twoRows(Binding binding, String output) {
    float[] both = new float[12];
    binding.floats(output).get(0, both);
    return both;
  }

  @Test
  void missingValuesAreFoundAndReplaced() {
    Value missing = graph.isMissing(x);

    float[] filled = run(graph.where(missing, graph.constant(7f), x), 1, Float.NaN, 3);

    assertThat(filled).containsExactly(1, 7, 3);
    assertThat(run(g -> g.toFloat(g.isMissing(X)))).containsExactly(0, 0, 0);
  }

  @Test
  void linearMapsTakeWeightsInPyTorchsLayout() {
    Tensor weights = new Tensor(2, 3, new float[] {1, 2, 3, 4, 5, 6});
    Tensor bias = new Tensor(1, 2, new float[] {0.5f, -0.5f});

    Value linear = graph.linear(x, weights, bias);
    Value twice = graph.linearPlus(x, weights, linear);

    assertThat(run(twice, 1, -2, 3)).containsExactly(12.5f, 23.5f);
  }

  @Test
  void lookUpFindsTheRowOfATime() {
    GraphBuilder builder = new GraphBuilder("time");
    Value time = builder.longInput("t");
    Tensor table = new Tensor(4, 2, new float[] {0, 0.5f, 1, 1.5f, 2, 2.5f, 3, 3.5f});
    builder.output("y", builder.lookUp(time, 100, 30, table));

    try (GraphFunction function = GraphFunction.open(builder.build());
        Binding binding = function.bind(3)) {
      binding.longs("t").put(0, 1_700_000_000_042L).put(1, -1).put(2, 29);
      binding.run(3);
      float[] found = new float[6];
      binding.floats("y").get(0, found);
      assertThat(found).containsExactly(1, 1.5f, 3, 3.5f, 0, 0.5f);
    }
    assertThatThrownBy(() -> builder.lookUp(time, 130, 30, table)).hasMessageContaining("4 rows");
  }

  @Test
  void rowsAreIndependentUnderEveryOperator() {
    GraphBuilder builder = new GraphBuilder("rows");
    Value in = builder.floatInput("x", 3);
    Tensor weights = new Tensor(5, 3, new float[] {1, 2, 3, -4, 5, 6, 7, -8, 9, 1, 2, 1, 0, 3, 1});
    Value linear = builder.linear(in, weights, new Tensor(1, 5, new float[5]));
    Value one = builder.constant(1f);
    Value all =
        builder.concat(
            List.of(
                builder.sigmoid(linear),
                builder.tanh(linear),
                builder.exp(in),
                builder.div(one, in),
                builder.abs(in)));
    builder.output("y", all);
    float[] rows = new float[3 * 70];
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) (3 * random.nextGaussian());
    }
    try (GraphFunction function = GraphFunction.open(builder.build());
        Binding binding = function.bind(70)) {
      float[] together = run(binding, rows, 0, 70, all.width());
      for (int count : new int[] {1, 2, 3, 7, 9, 16, 33}) {
        assertThat(run(binding, rows, 5, count, all.width()))
            .isEqualTo(Arrays.copyOfRange(together, 5 * all.width(), (5 + count) * all.width()));
      }
    }
  }

  private static float[] run(Binding binding, float[] rows, int from, int count, int width) {
    binding.floats("x").put(0, rows, 3 * from, 3 * count);
    binding.run(count);
    float[] result = new float[count * width];
    binding.floats("y").get(0, result);
    return result;
  }

  @Test
  void theSameCallsGiveTheSameBytes() {
    assertThat(bytes()).isEqualTo(bytes());
  }

  private static byte[] bytes() {
    GraphBuilder builder = new GraphBuilder("same");
    Value in = builder.floatInput("x", 4);
    builder.output("y", builder.exp(builder.concat(builder.split(in, 2, 2))), 2, 2);
    return builder.build();
  }

  @Test
  void widthsThatDoNotFitAreRefusedEarly() {
    Value four = graph.constant(1, 2, 3, 4);
    Tensor weights = new Tensor(2, 4, new float[8]);

    assertThatThrownBy(() -> graph.add(x, four)).hasMessageContaining("Add over widths 3 and 4");
    assertThatThrownBy(() -> graph.slice(x, 2, 4)).hasMessageContaining("columns 2 to 4 of x");
    assertThatThrownBy(() -> graph.split(x, 1, 1)).hasMessageContaining("do not cut x of 3");
    assertThatThrownBy(() -> graph.linear(x, weights, new Tensor(1, 2, new float[2])))
        .hasMessageContaining("x has 3 columns, its weights expect 4");
    assertThatThrownBy(() -> graph.output("y", x, 2, 2)).hasMessageContaining("over a width of 3");
  }

  /** What a graph over the row 1, -2, 3 gives. */
  private static float[] run(UnaryGraph written) {
    GraphBuilder builder = new GraphBuilder("one");
    builder.floatInput("x", 3);
    return run(builder, written.write(builder), 1, -2, 3);
  }

  private float[] run(Value value, float... row) {
    return run(graph, value, row);
  }

  private static float[] run(GraphBuilder builder, Value value, float... row) {
    builder.output("y", value);
    try (GraphFunction function = GraphFunction.open(builder.build());
        Binding binding = function.bind(1)) {
      binding.floats("x").put(0, row);
      binding.run(1);
      float[] result = new float[value.width()];
      binding.floats("y").get(0, result);
      return result;
    }
  }

  private static void assertClose(float[] found, UnaryOperator<Double> expected) {
    double[] row = {1, -2, 3};
    for (int i = 0; i < row.length; i++) {
      assertThat((double) found[i]).isCloseTo(expected.apply(row[i]), within(1e-5));
    }
  }

  @FunctionalInterface
  private interface UnaryGraph {
    Value write(GraphBuilder builder);
  }
}
