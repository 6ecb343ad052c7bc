package io.foreflow.model;

import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Tensor;
import io.foreflow.graph.Value;
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
  private static final int HEAD = 128;
  private static final long HOUR = Duration.ofHours(1).toMillis();

  byte[] file() throws InvalidModelFileException {
    return ModelFile.seal(graph(), manifest());
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

  private byte[] graph() {
    GraphBuilder g = new GraphBuilder("step");
    Random random = new Random(1);
    Value observed = g.floatInput(StepTensors.OBSERVED, 1);
    Value time = g.longInput(StepTensors.TIME);
    List<Value> state =
        g.split(g.floatInput(StepTensors.STATE, manifest().state().size()), 1, context, 2, hidden);
    List<Value> history = g.split(state.get(1), 1, horizon, context - horizon - RECENT - 1, RECENT);
    Value seasonAgo = g.slice(history.get(1), 0, 1);
    Value missing = g.isMissing(observed);
    Value value = g.where(missing, seasonAgo, observed);

    List<Value> scales = g.split(state.get(2), 1, 1);
    Value mean = towards(g, scales.get(0), value);
    Value spread = towards(g, scales.get(1), g.abs(g.sub(value, mean)));
    Value recent = g.concat(List.of(history.get(1), history.get(3), value));
    Value scaled = g.div(g.sub(recent, mean), g.add(spread, g.constant(1e-3f)));
    List<Value> parts = g.split(scaled, horizon, RECENT + 1);

    Value input =
        g.concat(
            List.of(
                parts.get(1), calendar(g, time, 24), calendar(g, time, 168), g.toFloat(missing)));
    Value cell = gru(g, random, input, state.get(3));
    Value head = g.relu(linear(g, random, g.concat(List.of(cell, scaled)), HEAD));
    List<Value> out = g.split(linear(g, random, head, LEVELS * horizon), horizon, horizon, horizon);
    Value median = g.add(out.get(0), parts.get(0));
    Value low = g.sub(median, g.exp(out.get(1)));
    Value high = g.add(median, g.exp(out.get(2)));
    Value raw = g.add(g.mul(g.concat(List.of(low, median, high)), spread), mean);
    g.output(StepTensors.FORECAST, raw, LEVELS, horizon);
    g.output(
        StepTensors.NEXT_STATE,
        g.concat(
            List.of(
                g.add(state.get(0), g.constant(1)),
                history.get(1),
                history.get(2),
                history.get(3),
                value,
                mean,
                spread,
                cell)));
    return g.build();
  }

  private static Value towards(GraphBuilder g, Value from, Value to) {
    return g.add(from, g.mul(g.sub(to, from), g.constant(0.02f)));
  }

  /** Sine and cosine of the hour within a cycle of so many hours. */
  private static Value calendar(GraphBuilder g, Value time, int hours) {
    float[] table = new float[2 * hours];
    for (int hour = 0; hour < hours; hour++) {
      table[2 * hour] = (float) Math.sin(2 * Math.PI * hour / hours);
      table[2 * hour + 1] = (float) Math.cos(2 * Math.PI * hour / hours);
    }
    return g.lookUp(time, hours * HOUR, HOUR, new Tensor(hours, 2, table));
  }

  private Value gru(GraphBuilder g, Random random, Value input, Value before) {
    List<Value> fromInput = g.split(linear(g, random, input, 3 * hidden), 2 * hidden, hidden);
    List<Value> fromState = g.split(linear(g, random, before, 3 * hidden), 2 * hidden, hidden);
    List<Value> gate =
        g.split(g.sigmoid(g.add(fromInput.get(0), fromState.get(0))), hidden, hidden);
    Value candidate = g.tanh(g.add(fromInput.get(1), g.mul(gate.get(0), fromState.get(1))));
    return g.add(candidate, g.mul(gate.get(1), g.sub(before, candidate)));
  }

  private static Value linear(GraphBuilder g, Random random, Value input, int to) {
    Tensor weights = new Tensor(to, input.width(), random(random, input.width() * to));
    return g.linear(input, weights, new Tensor(1, to, random(random, to)));
  }

  private static float[] random(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (random.nextGaussian() * 0.05);
    }
    return values;
  }
}
