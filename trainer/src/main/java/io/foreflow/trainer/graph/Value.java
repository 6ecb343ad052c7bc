package io.foreflow.trainer.graph;

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
}
