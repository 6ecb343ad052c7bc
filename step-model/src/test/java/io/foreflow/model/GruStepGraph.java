package io.foreflow.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.Provenance;
import io.foreflow.manifest.StateLayout;
import io.foreflow.manifest.StateLayout.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A graph with everything that a trained one has (imputing, running scale, calendar, a GRU cell, an
 * MLP head, a seasonal skip), with random weights: its cost and its use of vector instructions are
 * those of a real model.
 *
 * @param hidden size of the GRU's state
 * @param context how many readings its history holds, more than the horizon and a day
 * @param horizon how many hours ahead it forecasts
 */
record GruStepGraph(int hidden, int context, int horizon) {
  private static final int LEVELS = 3;
  private static final int RECENT = 23;
  private static final long DAY = Duration.ofDays(1).toMillis();

  byte[] file() throws InvalidModelFileException {
    return ModelFile.seal(graph().build().toByteArray(), manifest());
  }

  Manifest manifest() {
    return new Manifest(
        Manifest.CONTRACT,
        "gru",
        "1",
        Duration.ofHours(1),
        horizon,
        List.of(0.1, 0.5, 0.9),
        List.of("value"),
        24,
        new StateLayout(
            List.of(
                new Segment(StateLayout.SEEN, 1),
                new Segment(StateLayout.HISTORY, context),
                new Segment("scale", 2),
                new Segment("cell0.h", hidden))),
        new Provenance(
            "none", Instant.EPOCH, Instant.EPOCH, 1, 1, 0, Map.of(), Map.of(), Instant.EPOCH),
        null);
  }

  private ModelProto.Builder graph() {
    GraphSketch g = new GraphSketch();
    Random random = new Random(1);
    int stateSize = manifest().state().size();
    g.input(StepTensors.OBSERVED, DataType.FLOAT, 1);
    g.input(StepTensors.TIME, DataType.INT64);
    g.input(StepTensors.STATE, DataType.FLOAT, stateSize);
    g.output(StepTensors.FORECAST, LEVELS, horizon);
    g.output(StepTensors.NEXT_STATE, stateSize);

    List<String> state = g.split(StepTensors.STATE, 1, context, 2, hidden);
    List<String> history =
        g.split(state.get(1), 1, horizon, context - horizon - RECENT - 1, RECENT);
    String seasonAgo = g.split(history.get(1), 1, horizon - 1).get(0);
    String missing = g.op("IsNaN", StepTensors.OBSERVED);
    String value = g.op("Where", missing, seasonAgo, StepTensors.OBSERVED);

    List<String> scales = g.split(state.get(2), 1, 1);
    String mean = towards(g, scales.get(0), value);
    String spread = towards(g, scales.get(1), g.op("Abs", g.op("Sub", value, mean)));
    String seen = g.concat(history.get(1), history.get(3), value);
    String scaled = g.op("Div", g.op("Sub", seen, mean), g.op("Add", spread, g.floats(1e-3f)));
    List<String> parts = g.split(scaled, horizon, RECENT + 1);

    String input =
        g.concat(parts.get(1), calendar(g, DAY), calendar(g, 7 * DAY), g.toFloat(missing));
    String cell = gru(g, random, input, RECENT + 1 + 4 + 1, state.get(3));
    String features = g.concat(cell, scaled);
    String head = g.op("Relu", gemm(g, random, features, hidden + horizon + RECENT + 1, 128));
    List<String> out =
        g.split(gemm(g, random, head, 128, LEVELS * horizon), horizon, horizon, horizon);
    String median = g.op("Add", out.get(0), parts.get(0));
    String low = g.op("Sub", median, g.op("Softplus", out.get(1)));
    String high = g.op("Add", median, g.op("Softplus", out.get(2)));
    String raw = g.op("Add", g.op("Mul", g.concat(low, median, high), spread), mean);
    g.node("Reshape", List.of(), List.of(StepTensors.FORECAST), raw, g.longs(-1, LEVELS, horizon));
    g.node(
        "Concat",
        List.of(GraphSketch.integer("axis", 1)),
        List.of(StepTensors.NEXT_STATE),
        g.op("Add", state.get(0), g.floats(1)),
        g.concat(history.get(1), history.get(2), history.get(3), value),
        g.concat(mean, spread),
        cell);
    return g.model();
  }

  private static String towards(GraphSketch g, String from, String to) {
    return g.op("Add", from, g.op("Mul", g.op("Sub", to, from), g.floats(0.02f)));
  }

  private static String calendar(GraphSketch g, long period) {
    String phase = g.toFloat(g.op("Mod", StepTensors.TIME, g.longs(period)));
    String angle = g.op("Mul", phase, g.floats((float) (2 * Math.PI / period)));
    return g.concat(
        g.op("Unsqueeze", g.op("Sin", angle), g.longs(1)),
        g.op("Unsqueeze", g.op("Cos", angle), g.longs(1)));
  }

  private String gru(GraphSketch g, Random random, String input, int inputs, String before) {
    List<String> fromInput =
        g.split(gemm(g, random, input, inputs, 3 * hidden), 2 * hidden, hidden);
    List<String> fromState =
        g.split(gemm(g, random, before, hidden, 3 * hidden), 2 * hidden, hidden);
    String gates = g.op("Sigmoid", g.op("Add", fromInput.get(0), fromState.get(0)));
    List<String> gate = g.split(gates, hidden, hidden);
    String candidate =
        g.op("Tanh", g.op("Add", fromInput.get(1), g.op("Mul", gate.get(0), fromState.get(1))));
    return g.op("Add", candidate, g.op("Mul", gate.get(1), g.op("Sub", before, candidate)));
  }

  private static String gemm(GraphSketch g, Random random, String input, int from, int to) {
    return g.op(
        "Gemm",
        input,
        g.weights(random(random, from * to), from, to),
        g.weights(random(random, to), to));
  }

  private static float[] random(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (random.nextGaussian() * 0.05);
    }
    return values;
  }
}
