package io.foreflow.graph;

/**
 * A tensor of a graph that a {@link GraphBuilder} is writing.
 *
 * @param name the tensor's name in the graph
 * @param kind the type of its elements
 * @param width columns of a row; a value of kind {@link Kind#LONG} is one number a row
 */
public record Value(String name, Kind kind, int width) {

  /** The type of the elements of a value. */
  public enum Kind {
    /** 32-bit floats, shape [batch, width]. */
    FLOAT,
    /** Truth values, shape [batch, width]. */
    BOOL,
    /** 64-bit integers, shape [batch]. */
    LONG
  }

  /** The width of {@code op} of this and another value. One of them may have width 1. */
  int widthWith(Value other, String op) {
    if (width != other.width && width != 1 && other.width != 1) {
      throw new IllegalArgumentException(op + " over widths " + width + " and " + other.width);
    }
    return Math.max(width, other.width);
  }
}
