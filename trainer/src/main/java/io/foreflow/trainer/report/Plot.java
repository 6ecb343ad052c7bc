package io.foreflow.trainer.report;

import io.foreflow.trainer.report.Canvas.Anchor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Curves and bands over one pair of axes.
 *
 * @param id for file names, such as {@code calibration}
 * @param title what it shows
 * @param unit what the left axis holds
 * @param across what the bottom axis holds
 * @param acrossScale of the bottom axis
 * @param upScale of the left axis
 * @param curves drawn over the bands, the first one on top
 * @param bands widest first
 * @param cutoff where what is known ends and the forecast begins
 * @param caption how to read it, in plain sentences
 */
record Plot(
    String id,
    String title,
    String unit,
    String across,
    AxisScale acrossScale,
    AxisScale upScale,
    List<Curve> curves,
    List<Band> bands,
    OptionalDouble cutoff,
    String caption) {

  static final double WIDTH = 560;
  static final double HEIGHT = 280;

  private static final double RIGHT = 24;
  private static final double TOP = 20;
  private static final double BOTTOM = 54;

  /** Room for the labels of the left axis: so much, and so much for each character. */
  private static final double LEFT = 14;

  private static final double CHARACTER = 9.5;

  private static final double DOT = 4;

  /**
   * A line; NaN breaks it.
   *
   * @param hasDots whether its points are marked
   */
  @SuppressWarnings("ArrayRecordComponent") // A plot lives for a moment and owns its arrays.
  record Curve(String name, double[] x, double[] y, LineStyle style, boolean hasDots) {

    Curve(String name, double[] x, double[] y, LineStyle style) {
      this(name, x, y, style, false);
    }
  }

  /** The area between two lines, drawn over those of the wider bands. */
  @SuppressWarnings("ArrayRecordComponent") // A plot lives for a moment and owns its arrays.
  record Band(String name, double[] x, double[] low, double[] high) {
    private static final double OPACITY = 0.2;
  }

  Plot {
    curves = List.copyOf(curves);
    bands = List.copyOf(bands);
  }

  /** A plot of amounts over a count. */
  Plot(String id, String title, String unit, String across, List<Curve> curves, String caption) {
    this(
        id,
        title,
        unit,
        across,
        NumberScale.VALUE,
        NumberScale.AMOUNT,
        curves,
        List.of(),
        OptionalDouble.empty(),
        caption);
  }

  /** The same plot with shares on the left axis. */
  Plot inPercent() {
    return withUpScale(NumberScale.PERCENT);
  }

  /** The same plot with another scale on the left axis. */
  Plot withUpScale(AxisScale scale) {
    return new Plot(id, title, unit, across, acrossScale, scale, curves, bands, cutoff, caption);
  }

  /** The plot as SVG for a page, without its title and legend. */
  String svg() {
    SvgCanvas canvas = new SvgCanvas(WIDTH, HEIGHT);
    draw(canvas);
    return canvas.svg(title);
  }

  /** What its lines and areas are, in the order of a legend. */
  List<LegendEntry> legend() {
    List<LegendEntry> entries = new ArrayList<>();
    for (Curve curve : curves) {
      if (!curve.name().isEmpty()) {
        entries.add(LegendEntry.of(curve));
      }
    }
    for (int i = 0; i < bands.size(); i++) {
      entries.add(LegendEntry.ofBand(bands.get(i).name(), opacity(i + 1)));
    }
    return entries;
  }

  /** What so many bands over each other come to. */
  private static double opacity(int bands) {
    return 1 - Math.pow(1 - Band.OPACITY, bands);
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
    Axis y = Axis.upwards(Collections.min(ys), Collections.max(ys), bottom, TOP, upScale);
    double right = canvas.width() - RIGHT;
    Axis x = Axis.across(Collections.min(xs), Collections.max(xs), left(y), right, acrossScale);
    axes(canvas, x, y);
    bands.forEach(band -> draw(canvas, band, x, y));
    cutoff.ifPresent(time -> mark(canvas, x.at(time), y));
    for (int i = curves.size() - 1; i >= 0; i--) {
      draw(canvas, curves.get(i), x, y);
    }
  }

  private static double left(Axis y) {
    int longest = y.ticks().stream().map(y::label).mapToInt(String::length).max().orElse(0);
    return LEFT + CHARACTER * Math.max(3, longest);
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
      canvas.line(new double[] {x.from(), x.to()}, new double[] {at, at}, LineStyle.GRID);
      canvas.text(x.from() - 8, at + 4, y.label(tick), Anchor.END, PlotColor.QUIET);
    }
    for (double tick : x.ticks()) {
      double at = x.at(tick);
      canvas.line(new double[] {at, at}, new double[] {y.from(), y.from() + 4}, LineStyle.GRID);
      canvas.text(at, y.from() + 20, x.label(tick), Anchor.MIDDLE, PlotColor.QUIET);
    }
    canvas.text(
        (x.from() + x.to()) / 2, canvas.height() - 6, across, Anchor.MIDDLE, PlotColor.QUIET);
  }

  private static void mark(Canvas canvas, double at, Axis y) {
    canvas.line(new double[] {at, at}, new double[] {y.from(), y.to()}, LineStyle.IDEAL);
    canvas.text(at, y.to() - 7, "cutoff", Anchor.MIDDLE, PlotColor.QUIET);
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
    canvas.fill(outlineX, outlineY, PlotColor.MODEL, Band.OPACITY);
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
      if (curve.hasDots()) {
        canvas.dot(xs[i - from], ys[i - from], DOT, curve.style().color());
      }
    }
    if (xs.length == 1) {
      // A line of one point shows nothing.
      canvas.dot(xs[0], ys[0], curve.style().width(), curve.style().color());
    }
    canvas.line(xs, ys, curve.style());
  }
}
