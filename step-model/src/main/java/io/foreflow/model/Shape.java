package io.foreflow.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The shape of a tensor whose number of rows is open. */
record Shape(List<Dimension> dims) {
  Shape {
    dims = List.copyOf(dims);
  }

  static Shape of(Dimension... dims) {
    return new Shape(Arrays.asList(dims));
  }

  int rank() {
    return dims.size();
  }

  Dimension dim(int axis) {
    return dims.get(axis);
  }

  Dimension elements() {
    Dimension elements = Dimension.ONE;
    for (Dimension dim : dims) {
      elements = elements.times(dim);
    }
    return elements;
  }

  /** This shape with another size in one dimension. */
  Shape with(int axis, Dimension dim) {
    List<Dimension> changed = new ArrayList<>(dims);
    changed.set(axis, dim);
    return new Shape(changed);
  }

  /** This shape without its last dimensions. */
  Shape withoutLast(int count) {
    return new Shape(dims.subList(0, rank() - count));
  }

  Shape followedBy(Dimension... more) {
    List<Dimension> all = new ArrayList<>(dims);
    all.addAll(Arrays.asList(more));
    return new Shape(all);
  }

  /** The shape of what an element-wise operator makes of two; empty if they don't fit. */
  Optional<Shape> broadcast(Shape other) {
    int rank = Math.max(rank(), other.rank());
    List<Dimension> result = new ArrayList<>(rank);
    for (int fromLast = rank; fromLast > 0; fromLast--) {
      Dimension mine = fromLast(fromLast);
      Dimension theirs = other.fromLast(fromLast);
      if (!mine.equals(theirs) && !mine.equals(Dimension.ONE) && !theirs.equals(Dimension.ONE)) {
        return Optional.empty();
      }
      result.add(mine.equals(Dimension.ONE) ? theirs : mine);
    }
    return Optional.of(new Shape(result));
  }

  private Dimension fromLast(int fromLast) {
    return fromLast > rank() ? Dimension.ONE : dims.get(rank() - fromLast);
  }

  /** Written by hand for the same reason as in {@link Dimension}. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Shape shape && dims.equals(shape.dims);
  }

  @Override
  public int hashCode() {
    return dims.hashCode();
  }

  @Override
  public String toString() {
    return dims.toString();
  }
}
