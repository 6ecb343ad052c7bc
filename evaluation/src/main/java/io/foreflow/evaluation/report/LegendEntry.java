package io.foreflow.evaluation.report;

import io.foreflow.evaluation.report.Plot.Curve;

/**
 * One entry of a legend.
 *
 * @param name what the line or the area is
 * @param style the style of a line, or the colour of an area
 * @param opacity the opacity of an area; 0 for a line
 * @param hasDots whether the points of a line are marked
 */
record LegendEntry(String name, LineStyle style, double opacity, boolean hasDots) {

  static final double WIDTH = 24;
  static final double HEIGHT = 12;

  static LegendEntry of(Curve curve) {
    return new LegendEntry(curve.name(), curve.style(), 0, curve.hasDots());
  }

  static LegendEntry ofBand(String name, double opacity) {
    return new LegendEntry(name, LineStyle.MODEL, opacity, false);
  }

  /** The sample next to the name, as SVG for a page. */
  String sample() {
    SvgCanvas canvas = new SvgCanvas(WIDTH, HEIGHT);
    draw(canvas, 0, 0);
    return canvas.decoration();
  }

  /** Draws the sample. Its upper left corner is at the given point. */
  void draw(Canvas canvas, double x, double y) {
    if (opacity > 0) {
      canvas.fill(
          new double[] {x, x + WIDTH, x + WIDTH, x},
          new double[] {y, y, y + HEIGHT, y + HEIGHT},
          style.color(),
          opacity);
      return;
    }
    double middle = y + HEIGHT / 2;
    canvas.line(new double[] {x, x + WIDTH}, new double[] {middle, middle}, style);
    if (hasDots) {
      canvas.dot(x + WIDTH / 2, middle, 4, style.color());
    }
  }
}
