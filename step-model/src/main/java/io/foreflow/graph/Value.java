package io.foreflow.graph;

/**
 * A tensor of a graph under construction, as its {@link GraphBuilder} handed it out.
 *
 * @param name the tensor's name in the graph
 * @param kind what its elements are
 * @param width columns of a row; a value of kind {@link Kind#LONG} is one number a row
 */
public record Value(String name, Kind kind, int width) {

  /** What the elements of a value are. */
  public enum Kind {
    /** 32-bit floats, shape [batch, width]. */
    FLOAT,
    /** Truth values, shape [batch, width]. */
    BOOL,
    /** 64-bit integers, shape [batch]. */
    LONG
  }

  /** The width of what {@code op} makes of this and another: one width, or one of them is 1. */
  int widthWith(Value other, String op) {
    if (width != other.width && width != 1 && other.width != 1) {
      throw new IllegalArgumentException(op + " over widths " + width + " and " + other.width);
    }
    return Math.max(width, other.width);
  }
}
