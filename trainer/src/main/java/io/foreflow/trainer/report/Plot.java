package io.foreflow.trainer.report;

import io.foreflow.trainer.report.Canvas.Anchor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Curves and bands over one pair of axes.
 *
 * @param id for file names, such as {@code calibration}
 * @param title what it shows
 * @param across what the bottom axis is
 * @param curves drawn over the bands
 * @param bands widest first
 */
record Plot(String id, String title, String across, List<Curve> curves, List<Band> bands) {

  static final double WIDTH = 560;
  static final double HEIGHT = 300;

  private static final double LEFT = 62;
  private static final double RIGHT = 14;
  private static final double TOP = 44;
  private static final double BOTTOM = 40;
  private static final double CURVE = 1.6;
  private static final double THIN = 0.6;
  private static final double BAND = 0.18;

  /** A line; NaN breaks it. */
  @SuppressWarnings("ArrayRecordComponent") // A plot lives for a moment and owns its arrays.
  record Curve(String name, double[] x, double[] y, Ink ink) {}

  /** The area between two lines. */
  @SuppressWarnings("ArrayRecordComponent") // A plot lives for a moment and owns its arrays.
  record Band(double[] x, double[] low, double[] high, Ink ink) {}

  Plot {
    curves = List.copyOf(curves);
    bands = List.copyOf(bands);
  }

  void draw(Canvas canvas) {
    List<Double> xs = new ArrayList<>();
    List<Double> ys = new ArrayList<>();
    curves.forEach(curve -> collect(curve.x(), curve.y(), xs, ys));
    bands.forEach(
        band -> {
          collect(band.x(), band.low(), xs, ys);
          collect(band.x(), band.high(), xs, ys);
        });
    canvas.text(LEFT, 16, title, Anchor.START, Ink.TEXT);
    if (xs.isEmpty()) {
      canvas.text(WIDTH / 2, HEIGHT / 2, "nothing to show", Anchor.MIDDLE, Ink.TEXT);
      return;
    }
    Axis x = Axis.across(Collections.min(xs), Collections.max(xs), LEFT, canvas.width() - RIGHT);
    Axis y = Axis.upwards(Collections.min(ys), Collections.max(ys), canvas.height() - BOTTOM, TOP);
    axes(canvas, x, y);
    bands.forEach(band -> draw(canvas, band, x, y));
    curves.forEach(curve -> draw(canvas, curve, x, y));
    legend(canvas);
  }

  private static void collect(double[] x, double[] y, List<Double> xs, List<Double> ys) {
    for (int i = 0; i < x.length; i++) {
      if (Double.isFinite(y[i])) {
        xs.add(x[i]);
        ys.add(y[i]);
      }
    }
  }

  private void axes(Canvas canvas, Axis x, Axis y) {
    for (double tick : y.ticks()) {
      double at = y.at(tick);
      canvas.line(
          new double[] {LEFT, canvas.width() - RIGHT}, new double[] {at, at}, Ink.GRID, THIN);
      canvas.text(LEFT - 6, at + 4, y.label(tick), Anchor.END, Ink.TEXT);
    }
    double bottom = canvas.height() - BOTTOM;
    for (double tick : x.ticks()) {
      double at = x.at(tick);
      canvas.line(new double[] {at, at}, new double[] {bottom, bottom + 4}, Ink.GRID, 1);
      canvas.text(at, bottom + 16, x.label(tick), Anchor.MIDDLE, Ink.TEXT);
    }
    canvas.text(
        (LEFT + canvas.width() - RIGHT) / 2, canvas.height() - 8, across, Anchor.MIDDLE, Ink.TEXT);
  }

  private static void draw(Canvas canvas, Band band, Axis x, Axis y) {
    int points = band.x().length;
    double[] outlineX = new double[2 * points];
    double[] outlineY = new double[2 * points];
    for (int i = 0; i < points; i++) {
      outlineX[i] = x.at(band.x()[i]);
      outlineY[i] = y.at(band.high()[i]);
      outlineX[2 * points - 1 - i] = outlineX[i];
      outlineY[2 * points - 1 - i] = y.at(band.low()[i]);
    }
    canvas.fill(outlineX, outlineY, band.ink(), BAND);
  }

  private static void draw(Canvas canvas, Curve curve, Axis x, Axis y) {
    int begin = 0;
    for (int i = 0; i <= curve.x().length; i++) {
      if (i == curve.x().length || !Double.isFinite(curve.y()[i])) {
        stretch(canvas, curve, begin, i, x, y);
        begin = i + 1;
      }
    }
  }

  private static void stretch(Canvas canvas, Curve curve, int from, int to, Axis x, Axis y) {
    if (to - from < 1) {
      return;
    }
    double[] xs = new double[to - from];
    double[] ys = new double[to - from];
    for (int i = from; i < to; i++) {
      xs[i - from] = x.at(curve.x()[i]);
      ys[i - from] = y.at(curve.y()[i]);
    }
    canvas.line(xs, ys, curve.ink(), CURVE);
  }

  private void legend(Canvas canvas) {
    double[] at = {LEFT};
    DoubleConsumer move = by -> at[0] += by;
    for (Curve curve : curves) {
      if (!curve.name().isEmpty()) {
        canvas.line(
            new double[] {at[0], at[0] + 16}, new double[] {30, 30}, curve.ink(), 2 * CURVE);
        canvas.text(at[0] + 20, 34, curve.name(), Anchor.START, Ink.TEXT);
        move.accept(30 + 6.2 * curve.name().length());
      }
    }
  }
}
