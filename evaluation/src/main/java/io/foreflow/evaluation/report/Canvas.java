package io.foreflow.evaluation.report;

/** A surface to draw a plot on. Places are in points from the upper left corner. */
interface Canvas {

  /** The part of a text that is at its point. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  double width();

  double height();

  /** Draws a line through points. */
  void line(double[] x, double[] y, LineStyle style);

  /** Fills the area that points enclose. */
  void fill(double[] x, double[] y, PlotColor color, double opacity);

  /** Draws a filled circle. */
  void dot(double x, double y, double radius, PlotColor color);

  /** Writes a text whose base line is at {@code y}. */
  void text(double x, double y, String text, Anchor anchor, PlotColor color);
}
