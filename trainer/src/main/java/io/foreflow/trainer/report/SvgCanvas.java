package io.foreflow.trainer.report;

import java.util.Locale;

/** Draws SVG whose colours are the variables of the page it stands in. */
final class SvgCanvas implements Canvas {

  private final double width;
  private final double height;
  private final StringBuilder body = new StringBuilder();

  SvgCanvas(double width, double height) {
    this.width = width;
    this.height = height;
  }

  @Override
  public double width() {
    return width;
  }

  @Override
  public double height() {
    return height;
  }

  @Override
  public void line(double[] x, double[] y, Ink ink, double strokeWidth) {
    body.append(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"var(%s)\" stroke-width=\"%s\"/>%n"
            .formatted(points(x, y), ink.variable(), number(strokeWidth)));
  }

  @Override
  public void fill(double[] x, double[] y, Ink ink, double opacity) {
    body.append(
        "<polygon points=\"%s\" fill=\"var(%s)\" fill-opacity=\"%s\"/>%n"
            .formatted(points(x, y), ink.variable(), number(opacity)));
  }

  @Override
  public void text(double x, double y, String text, Anchor anchor, Ink ink) {
    body.append(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" fill=\"var(%s)\">%s</text>%n"
            .formatted(
                number(x),
                number(y),
                anchor.name().toLowerCase(Locale.ROOT),
                ink.variable(),
                Html.escape(text)));
  }

  private static String points(double[] x, double[] y) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < x.length; i++) {
      points.append(i == 0 ? "" : " ").append(number(x[i])).append(',').append(number(y[i]));
    }
    return points.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** All that was drawn. */
  String svg() {
    return "<svg viewBox=\"0 0 %s %s\" role=\"img\">%n%s</svg>"
        .formatted(number(width), number(height), body);
  }
}
