package io.foreflow.evaluation.report;

/** Where a plot is drawn, in points from the upper left corner. */
interface Canvas {

  /** Which end of a text is at its point. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  double width();

  double height();

  /** Joins points by a line. */
  void line(double[] x, double[] y, LineStyle style);

  /** Fills the area within points. */
  void fill(double[] x, double[] y, PlotColor color, double opacity);

  /** Draws a filled circle. */
  void dot(double x, double y, double radius, PlotColor color);

  /** Writes a text whose base line is at {@code y}. */
  void text(double x, double y, String text, Anchor anchor, PlotColor color);
}
