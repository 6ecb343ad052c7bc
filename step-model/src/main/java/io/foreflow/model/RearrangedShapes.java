package io.foreflow.model;

import static io.foreflow.model.InvalidModelFileException.Reason.FORBIDDEN_GRAPH;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The shapes from operators that compute nothing, but cut, join and turn tensors. */
final class RearrangedShapes {
  /** The index that exporters write for "to the end". */
  private static final long END = Integer.MAX_VALUE;

  private RearrangedShapes() {}

  static Shape concat(GraphNode node) throws InvalidModelFileException {
    Shape joined = node.shape(0);
    int axis = node.axis(node.integer("axis", 0), joined.rank());
    boolean first = true;
    for (GraphValue input : node.given()) {
      if (!first) {
        Shape more = input.shape();
        if (more.rank() != joined.rank()
            || more.dim(axis).power() != joined.dim(axis).power()
            || !more.with(axis, joined.dim(axis)).equals(joined)) {
          throw node.misfit("of parts that don't fit", "parts that differ along one axis only");
        }
        Dimension dim = joined.dim(axis);
        joined =
            joined.with(axis, new Dimension(dim.factor() + more.dim(axis).factor(), dim.power()));
      }
      first = false;
    }
    return joined;
  }

  static List<Shape> split(GraphNode node) throws InvalidModelFileException {
    Shape shape = node.shape(0);
    int axis = node.axis(node.integer("axis", 0), shape.rank());
    Dimension whole = fixed(node, shape, axis);
    int parts = node.outputs();
    long[] even = new long[parts];
    long each = (whole.factor() + parts - 1) / parts;
    Arrays.fill(even, each);
    even[parts - 1] = whole.factor() - each * (parts - 1);
    long[] sizes = node.numbers(1, "split").orElse(even);
    if (sizes.length != parts
        || Arrays.stream(sizes).anyMatch(size -> size < 0 || size > whole.factor())
        || Arrays.stream(sizes).sum() != whole.factor()) {
      throw node.misfit("into " + Arrays.toString(sizes), "as many parts as outputs, of the whole");
    }
    List<Shape> shapes = new ArrayList<>(parts);
    for (long size : sizes) {
      shapes.add(shape.with(axis, Dimension.of(size)));
    }
    return shapes;
  }

  static Shape slice(GraphNode node) throws InvalidModelFileException {
    Shape shape = node.shape(0);
    long[] starts = node.numbers(1, "starts").orElse(new long[0]);
    long[] ends = node.numbers(2, "ends").orElse(new long[0]);
    long[] axes = node.numbers(3, "axes").orElse(range(starts.length));
    long[] steps = node.numbers(4, "steps").orElse(ones(starts.length));
    if (ends.length != starts.length
        || axes.length != starts.length
        || steps.length != starts.length) {
      throw node.misfit("with bounds of different numbers", "a start, an end and an axis each");
    }
    for (int i = 0; i < starts.length; i++) {
      int axis = node.axis(axes[i], shape.rank());
      boolean whole = starts[i] == 0 && ends[i] >= END && steps[i] == 1;
      if (!whole) {
        long size = fixed(node, shape, axis).factor();
        shape = shape.with(axis, Dimension.of(sliced(node, size, starts[i], ends[i], steps[i])));
      }
    }
    return shape;
  }

  private static long sliced(GraphNode node, long size, long start, long end, long step)
      throws InvalidModelFileException {
    if (step == 0 || step == Long.MIN_VALUE) {
      throw node.misfit("in steps of " + step, "steps other than 0");
    }
    long low = step > 0 ? 0 : -1;
    long high = step > 0 ? size : size - 1;
    long from = Math.min(high, Math.max(low, start < 0 ? start + size : start));
    long to = Math.min(high, Math.max(low, end < 0 ? end + size : end));
    long way = step > 0 ? to - from : from - to;
    return way <= 0 ? 0 : (way - 1) / Math.abs(step) + 1;
  }

  static Shape reshape(GraphNode node) throws InvalidModelFileException {
    Shape shape = node.shape(0);
    long[] wanted = node.numbers(1, "shape").orElse(new long[0]);
    boolean zeroIsZero = node.integer("allowzero", 0) != 0;
    List<Dimension> dims = new ArrayList<>(wanted.length);
    Dimension known = Dimension.ONE;
    int open = -1;
    for (int i = 0; i < wanted.length; i++) {
      Dimension dim = Dimension.of(wanted[i]);
      if (wanted[i] == 0 && !zeroIsZero) {
        dim = shape.dim(node.axis(i, shape.rank()));
      } else if (wanted[i] == -1 && open < 0) {
        open = i;
        dim = Dimension.ONE;
      } else if (wanted[i] < 0) {
        throw node.misfit("to " + Arrays.toString(wanted), "one -1 at most");
      }
      dims.add(dim);
      known = known.times(dim);
    }
    Dimension all = shape.elements();
    if (open >= 0) {
      if (known.factor() == 0
          || all.factor() % known.factor() != 0
          || all.power() < known.power()) {
        throw node.misfit("to " + Arrays.toString(wanted), "a shape of the same elements");
      }
      dims.set(open, new Dimension(all.factor() / known.factor(), all.power() - known.power()));
    } else if (!known.equals(all)) {
      throw node.misfit("to " + Arrays.toString(wanted), "a shape of the same elements");
    }
    return new Shape(dims);
  }

  static Shape squeeze(GraphNode node) throws InvalidModelFileException {
    Shape shape = node.shape(0);
    boolean all = !node.has(1) && !node.hasAttribute("axes");
    boolean[] gone = node.axes(node.numbers(1, "axes").orElse(new long[0]), shape.rank());
    List<Dimension> left = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      boolean single = shape.dim(axis).equals(Dimension.ONE);
      if (gone[axis] && !single) {
        throw node.misfit("of axis " + axis, "axes of size 1");
      }
      if (!gone[axis] && !(all && single)) {
        left.add(shape.dim(axis));
      }
    }
    return new Shape(left);
  }

  static Shape unsqueeze(GraphNode node) throws InvalidModelFileException {
    Shape shape = node.shape(0);
    long[] axes = node.numbers(1, "axes").orElse(new long[0]);
    int rank = shape.rank() + axes.length;
    boolean[] added = node.axes(axes, rank);
    List<Dimension> dims = new ArrayList<>(rank);
    int next = 0;
    for (int axis = 0; axis < rank; axis++) {
      if (!added[axis] && next == shape.rank()) {
        throw node.misfit("along " + Arrays.toString(axes), "axes that differ");
      }
      dims.add(added[axis] ? Dimension.ONE : shape.dim(next++));
    }
    return new Shape(dims);
  }

  static Shape transpose(GraphNode node) throws InvalidModelFileException {
    Shape shape = node.shape(0);
    List<Dimension> dims = new ArrayList<>(shape.dims());
    if (!node.hasAttribute("perm")) {
      Collections.reverse(dims);
      return new Shape(dims);
    }
    long[] order = node.integers("perm");
    boolean[] used = node.axes(order, shape.rank());
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (order.length != shape.rank() || !used[axis]) {
        throw node.misfit("to " + Arrays.toString(order), "each axis once");
      }
      dims.set(axis, shape.dim(node.axis(order[axis], shape.rank())));
    }
    return new Shape(dims);
  }

  static Shape gather(GraphNode node) throws InvalidModelFileException {
    Shape shape = node.shape(0);
    int axis = node.axis(node.integer("axis", 0), shape.rank());
    List<Dimension> dims = new ArrayList<>(shape.dims().subList(0, axis));
    dims.addAll(node.shape(1).dims());
    dims.addAll(shape.dims().subList(axis + 1, shape.rank()));
    return new Shape(dims);
  }

  static Shape expand(GraphNode node) throws InvalidModelFileException {
    long[] wanted = node.numbers(1, "shape").orElse(new long[0]);
    if (Arrays.stream(wanted).anyMatch(size -> size < 0)) {
      throw node.misfit("to " + Arrays.toString(wanted), "sizes of 0 or more");
    }
    return node.broadcast(
        node.shape(0), new Shape(Arrays.stream(wanted).mapToObj(Dimension::of).toList()));
  }

  /** The size along an axis that is cut. It is never the axis of the rows. */
  private static Dimension fixed(GraphNode node, Shape shape, int axis)
      throws InvalidModelFileException {
    Dimension dim = shape.dim(axis);
    if (!dim.isFixed()) {
      throw InvalidModelFileException.found(
          FORBIDDEN_GRAPH,
          node.name() + " of " + shape + " along axis " + axis,
          "cuts along axes whose size does not depend on the number of rows");
    }
    return dim;
  }

  private static long[] range(int length) {
    long[] range = new long[length];
    Arrays.setAll(range, i -> i);
    return range;
  }

  private static long[] ones(int length) {
    long[] ones = new long[length];
    Arrays.fill(ones, 1);
    return ones;
  }
}
