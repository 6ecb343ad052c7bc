package io.foreflow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.foreflow.model.GraphFunction.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphFunctionTest {
  private static final int COUNT = 2;

  @Test
  void saysWhatItsInputsAndOutputsAre() {
    try (GraphFunction function = sumAndHours()) {
      assertThat(function.inputs())
          .containsExactly(
              new Tensor("x", Tensor.Type.FLOAT, List.of(2L, 3L)),
              new Tensor("time", Tensor.Type.LONG, List.of()));
      assertThat(function.outputs())
          .containsExactly(
              new Tensor("sums", Tensor.Type.FLOAT, List.of(2L)),
              new Tensor("hours", Tensor.Type.FLOAT, List.of(1L)));
      assertThat(function.inputs().get(0).width()).isEqualTo(6);
      assertThat(function.inputs().get(1).width()).isEqualTo(1);
    }
  }

  @Test
  void computesEachRow() {
    try (GraphFunction function = sumAndHours();
        Binding rows = function.bind(COUNT)) {
      rows.floats("x").put(new float[] {1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60});
      rows.longs("time").put(new long[] {3_600_000, 7_200_000});
      rows.run(COUNT);
      assertThat(floats(rows, "sums", 4)).containsExactly(6, 15, 60, 150);
      assertThat(floats(rows, "hours", 2)).containsExactly(1, 2);
    }
  }

  @Test
  void unusedRowsKeepTheirContents() {
    try (GraphFunction function = sumAndHours();
        Binding rows = function.bind(COUNT)) {
      rows.floats("x").put(new float[] {1, 2, 3, 4, 5, 6});
      rows.run(1);
      assertThat(floats(rows, "sums", 4)).containsExactly(6, 15, 0, 0);
    }
  }

  @Test
  void aTensorNeedsItsNameAndType() {
    try (GraphFunction function = sumAndHours();
        Binding rows = function.bind(1)) {
      assertThatThrownBy(() -> rows.floats("time"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("found time of FLOAT", "allowed: ", "name=x");
      assertThatThrownBy(() -> rows.longs("y")).hasMessageContaining("found y of LONG");
    }
  }

  @Test
  void buffersTooLargeForOneArrayAreRefused() {
    try (GraphFunction function = sumAndHours()) {
      assertThatThrownBy(() -> function.bind(Integer.MAX_VALUE / 4))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("allowed: up to 2147483519 bytes a tensor");
    }
  }

  @Test
  void unsuitableGraphsAreRefused() {
    GraphSketch fixed = new GraphSketch();
    fixed.input("x", DataType.FLOAT, 2);
    fixed.output("y", 2);
    fixed.node("Identity", List.of(), List.of("y"), "x");
    fixed
        .graph
        .getInputBuilder(0)
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .getShapeBuilder()
        .getDimBuilder(0)
        .setDimValue(4);
    assertThatThrownBy(() -> GraphFunction.open(fixed.model().build().toByteArray()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x: found the shape [4, 2], allowed: [rows, fixed sizes...]");

    GraphSketch wide = new GraphSketch();
    wide.input("x", DataType.DOUBLE, 2);
    wide.output("y", 2);
    String narrow = wide.toFloat("x");
    wide.node("Identity", List.of(), List.of("y"), narrow);
    assertThatThrownBy(() -> GraphFunction.open(wide.model().build().toByteArray()))
        .hasMessageContaining("x: found DOUBLE, allowed: float32 or int64");

    assertThatThrownBy(() -> GraphFunction.open(new byte[] {1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ONNX Runtime cannot run the graph");
  }

  private static float[] floats(Binding rows, String name, int count) {
    float[] floats = new float[count];
    rows.floats(name).get(0, floats);
    return floats;
  }

  private static GraphFunction sumAndHours() {
    GraphSketch g = new GraphSketch();
    g.input("x", DataType.FLOAT, 2, 3);
    g.input("time", DataType.INT64);
    g.output("sums", 2);
    g.output("hours", 1);
    g.node(
        "ReduceSum", List.of(GraphSketch.integer("keepdims", 0)), List.of("sums"), "x", g.longs(2));
    String hours = g.op("Div", "time", g.longs(3_600_000));
    g.node("Unsqueeze", List.of(), List.of("hours"), g.toFloat(hours), g.longs(1));
    return GraphFunction.open(g.model().build().toByteArray());
  }
}
