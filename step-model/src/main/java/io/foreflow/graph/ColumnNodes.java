package io.foreflow.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Adds nodes that cut and join columns. {@link GraphBuilder} says what each method does. */
final class ColumnNodes {

  private final GraphParts parts;

  ColumnNodes(GraphParts parts) {
    this.parts = parts;
  }

  Value slice(Value x, int from, int to) {
    if (from < 0 || to > x.width() || from >= to) {
      throw new IllegalArgumentException(
          "columns " + from + " to " + to + " of " + x.name() + ", which has " + x.width());
    }
    if (to - from == x.width()) {
      return x;
    }
    return new Value(
        parts.node("Slice", List.of(x.name(), parts.longs(from), parts.longs(to), parts.longs(1))),
        x.kind(),
        to - from);
  }

  List<Value> split(Value x, int... widths) {
    if (Arrays.stream(widths).sum() != x.width() || Arrays.stream(widths).anyMatch(w -> w <= 0)) {
      throw new IllegalArgumentException(
          "widths " + Arrays.toString(widths) + " do not cut " + x.name() + " of " + x.width());
    }
    if (widths.length == 1) {
      return List.of(x);
    }
    List<Value> cut = new ArrayList<>();
    for (int width : widths) {
      cut.add(new Value(parts.fresh("part"), x.kind(), width));
    }
    String sizes = parts.longs(Arrays.stream(widths).asLongStream().toArray());
    List<String> names = cut.stream().map(Value::name).toList();
    parts.node("Split", List.of(x.name(), sizes), names, Protos.integer("axis", 1));
    return List.copyOf(cut);
  }

  Value concat(List<Value> values) {
    if (values.size() == 1) {
      return values.get(0);
    }
    return new Value(
        parts.node("Concat", values.stream().map(Value::name).toList(), Protos.integer("axis", 1)),
        values.get(0).kind(),
        values.stream().mapToInt(Value::width).sum());
  }
}
