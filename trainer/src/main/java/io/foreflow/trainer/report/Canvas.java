package io.foreflow.trainer.report;

/** Where a plot is drawn, in points from the upper left corner. */
interface Canvas {

  /** Where a text stands to its point. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  double width();

  double height();

  /** Joins points by a line. */
  void line(double[] x, double[] y, Ink ink, double width);

  /** Fills the area within points. */
  void fill(double[] x, double[] y, Ink ink, double opacity);

  /** Writes a text whose base line is at {@code y}. */
  void text(double x, double y, String text, Anchor anchor, Ink ink);
}
