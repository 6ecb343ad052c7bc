package io.foreflow.evaluation.report;

import io.foreflow.evaluation.report.Canvas.Anchor;
import io.foreflow.evaluation.report.Plot.Band;
import io.foreflow.evaluation.report.Plot.Curve;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Draws the axes, bands and curves of a plot. */
final class PlotDrawing {

  private static final double RIGHT = 24;
  private static final double TOP = 20;
  private static final double BOTTOM = 54;

  /** Room to the left of the axis: a fixed part, and a part for each character of the labels. */
  private static final double LEFT = 14;

  private static final double CHARACTER = 9.5;
  private static final int FEWEST_CHARACTERS = 3;

  private static final double DOT = 4;

  private final Plot plot;
  private final Canvas canvas;
  private final Axis x;
  private final Axis y;

  private PlotDrawing(Plot plot, Canvas canvas, Axis x, Axis y) {
    this.plot = plot;
    this.canvas = canvas;
    this.x = x;
    this.y = y;
  }

  static void draw(Plot plot, Canvas canvas) {
    List<Double> xs = new ArrayList<>();
    List<Double> ys = new ArrayList<>();
    plot.curves().forEach(curve -> collect(curve.x(), curve.y(), xs, ys));
    plot.bands()
        .forEach(
            band -> {
              collect(band.x(), band.low(), xs, ys);
              collect(band.x(), band.high(), xs, ys);
            });
    if (xs.isEmpty()) {
      canvas.text(
          canvas.width() / 2,
          canvas.height() / 2,
          "nothing to show",
          Anchor.MIDDLE,
          PlotColor.QUIET);
      return;
    }
    double bottom = canvas.height() - BOTTOM;
    double right = canvas.width() - RIGHT;
    Axis y = Axis.upwards(Collections.min(ys), Collections.max(ys), bottom, TOP, plot.upScale());
    Axis x =
        Axis.across(Collections.min(xs), Collections.max(xs), left(y), right, plot.acrossScale());
    new PlotDrawing(plot, canvas, x, y).draw();
  }

  private static void collect(double[] x, double[] y, List<Double> xs, List<Double> ys) {
    for (int i = 0; i < x.length; i++) {
      if (Double.isFinite(y[i])) {
        xs.add(x[i]);
        ys.add(y[i]);
      }
    }
  }

  private static double left(Axis y) {
    int longest = y.ticks().stream().map(y::label).mapToInt(String::length).max().orElse(0);
    return LEFT + CHARACTER * Math.max(FEWEST_CHARACTERS, longest);
  }

  private void draw() {
    drawAxes();
    plot.bands().forEach(this::draw);
    plot.cutoff().ifPresent(this::mark);
    for (int i = plot.curves().size() - 1; i >= 0; i--) {
      draw(plot.curves().get(i));
    }
  }

  private void drawAxes() {
    for (double tick : y.ticks()) {
      double at = y.at(tick);
      canvas.line(new double[] {x.from(), x.to()}, new double[] {at, at}, LineStyle.GRID);
      canvas.text(x.from() - 8, at + 4, y.label(tick), Anchor.END, PlotColor.QUIET);
    }
    for (double tick : x.ticks()) {
      double at = x.at(tick);
      canvas.line(new double[] {at, at}, new double[] {y.from(), y.from() + 4}, LineStyle.GRID);
      canvas.text(at, y.from() + 20, x.label(tick), Anchor.MIDDLE, PlotColor.QUIET);
    }
    double middle = (x.from() + x.to()) / 2;
    canvas.text(middle, canvas.height() - 6, plot.across(), Anchor.MIDDLE, PlotColor.QUIET);
  }

  private void mark(double cutoff) {
    double at = x.at(cutoff);
    canvas.line(new double[] {at, at}, new double[] {y.from(), y.to()}, LineStyle.IDEAL);
    canvas.text(at, y.to() - 7, "cutoff", Anchor.MIDDLE, PlotColor.QUIET);
  }

  private void draw(Band band) {
    int points = band.x().length;
    // The area of a single point has no width of its own.
    double half = points == 1 ? DOT : 0;
    List<double[]> outline = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      outline.add(new double[] {x.at(band.x()[i]) - half, y.at(band.high()[i])});
    }
    if (points == 1) {
      outline.add(new double[] {x.at(band.x()[0]) + half, y.at(band.high()[0])});
      outline.add(new double[] {x.at(band.x()[0]) + half, y.at(band.low()[0])});
    }
    for (int i = points - 1; i >= 0; i--) {
      outline.add(new double[] {x.at(band.x()[i]) - half, y.at(band.low()[i])});
    }
    canvas.fill(
        outline.stream().mapToDouble(point -> point[0]).toArray(),
        outline.stream().mapToDouble(point -> point[1]).toArray(),
        PlotColor.MODEL,
        Band.OPACITY);
  }

  private void draw(Curve curve) {
    int begin = 0;
    for (int i = 0; i <= curve.x().length; i++) {
      if (i == curve.x().length || !Double.isFinite(curve.y()[i])) {
        drawStretch(curve, begin, i);
        begin = i + 1;
      }
    }
  }

  private void drawStretch(Curve curve, int from, int to) {
    if (to - from < 1) {
      return;
    }
    double[] xs = new double[to - from];
    double[] ys = new double[to - from];
    for (int i = from; i < to; i++) {
      xs[i - from] = x.at(curve.x()[i]);
      ys[i - from] = y.at(curve.y()[i]);
      if (curve.hasDots()) {
        canvas.dot(xs[i - from], ys[i - from], DOT, curve.style().color());
      }
    }
    if (xs.length == 1) {
      // A line of one point shows nothing.
      canvas.dot(xs[0], ys[0], 1 + curve.style().width(), curve.style().color());
    }
    canvas.line(xs, ys, curve.style());
  }
}
