package io.foreflow.evaluation.report;

import com.samskivert.mustache.Escapers;
import java.util.Locale;
import java.util.stream.Collectors;

/** A canvas that draws SVG. Its colours are variables of the page around it. */
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
  public void line(double[] x, double[] y, LineStyle style) {
    body.append("<polyline points=\"").append(points(x, y));
    body.append("\" fill=\"none\" stroke=\"").append(color(style.color()));
    body.append("\" stroke-width=\"").append(number(style.width())).append('"');
    if (!style.dash().isEmpty()) {
      String dash = style.dash().stream().map(SvgCanvas::number).collect(Collectors.joining(" "));
      body.append(" stroke-dasharray=\"").append(dash).append('"');
    }
    body.append("/>\n");
  }

  @Override
  public void fill(double[] x, double[] y, PlotColor color, double opacity) {
    body.append(
        "<polygon points=\"%s\" fill=\"%s\" fill-opacity=\"%.2f\"/>\n"
            .formatted(points(x, y), color(color), opacity));
  }

  @Override
  public void dot(double x, double y, double radius, PlotColor color) {
    body.append(
        "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\"/>\n"
            .formatted(number(x), number(y), number(radius), color(color)));
  }

  @Override
  public void text(double x, double y, String text, Anchor anchor, PlotColor color) {
    body.append(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" fill=\"%s\">%s</text>\n"
            .formatted(
                number(x),
                number(y),
                anchor.name().toLowerCase(Locale.ROOT),
                color(color),
                Escapers.HTML.escape(text)));
  }

  private static String color(PlotColor color) {
    return "var(" + color.variable() + ")";
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

  /** The drawing as an image. Its name is for people who hear the page. */
  String svg(String name) {
    return "<svg viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">\n%s</svg>"
        .formatted(number(width), number(height), Escapers.HTML.escape(name), body);
  }

  /** The drawing as decoration next to a text. */
  String decoration() {
    return "<svg viewBox=\"0 0 %s %s\" class=\"key\" aria-hidden=\"true\">\n%s</svg>"
        .formatted(number(width), number(height), body);
  }
}
