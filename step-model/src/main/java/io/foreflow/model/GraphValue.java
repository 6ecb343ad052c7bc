package io.foreflow.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts about a tensor that are known before the graph is run.
 *
 * @param shape the shape, with an open number of rows
 * @param elementBytes the most bytes that one element takes
 * @param constant whether the value is the same in every step
 * @param numbers the numbers of a short int64 weight, such as the shape that a Reshape takes; null
 *     if they are not known
 */
record GraphValue(Shape shape, int elementBytes, boolean constant, @Nullable List<Long> numbers) {
  static GraphValue input(Shape shape, int elementBytes) {
    return new GraphValue(shape, elementBytes, false, null);
  }

  double bytes(int rows) {
    return shape.elements().at(rows) * elementBytes;
  }
}
