package io.foreflow.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Curves and bands over one pair of axes.
 *
 * @param id name for files, such as {@code calibration}
 * @param title what the plot shows
 * @param unit what the left axis shows
 * @param across what the bottom axis shows
 * @param acrossScale scale of the bottom axis
 * @param upScale scale of the left axis
 * @param curves the curves, drawn over the bands; the first one is on top
 * @param bands the bands, widest first
 * @param cutoff the place where the known readings end and the forecast begins
 * @param caption how to read the plot, in plain sentences
 */
public record Plot(
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

  /**
   * A line; NaN breaks it.
   *
   * @param hasDots whether its points are marked
   */
  @SuppressWarnings("ArrayRecordComponent") // A plot lives for a moment and owns its arrays.
  public record Curve(String name, double[] x, double[] y, LineStyle style, boolean hasDots) {

    public Curve(String name, double[] x, double[] y, LineStyle style) {
      this(name, x, y, style, false);
    }
  }

  /** The area between two lines. It is drawn over the wider bands. */
  @SuppressWarnings("ArrayRecordComponent") // A plot lives for a moment and owns its arrays.
  record Band(String name, double[] x, double[] low, double[] high) {
    static final double OPACITY = 0.2;
  }

  public Plot {
    curves = List.copyOf(curves);
    bands = List.copyOf(bands);
  }

  /** Creates a plot of amounts over a count. */
  public Plot(
      String id, String title, String unit, String across, List<Curve> curves, String caption) {
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
  public Plot withUpScale(AxisScale scale) {
    return new Plot(id, title, unit, across, acrossScale, scale, curves, bands, cutoff, caption);
  }

  /** The plot as SVG for a page, without its title and legend. */
  String svg() {
    SvgCanvas canvas = new SvgCanvas(WIDTH, HEIGHT);
    draw(canvas);
    return canvas.svg(title);
  }

  /** The lines and areas, in the order of a legend. */
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

  /** The opacity of several bands that lie over each other. */
  private static double opacity(int bands) {
    return 1 - Math.pow(1 - Band.OPACITY, bands);
  }

  void draw(Canvas canvas) {
    PlotDrawing.draw(this, canvas);
  }
}
