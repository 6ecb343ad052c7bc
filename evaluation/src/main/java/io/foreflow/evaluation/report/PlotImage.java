package io.foreflow.evaluation.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A plot as an image, with its title and its legend. */
final class PlotImage {

  private static final double MARGIN = 14;
  private static final double LINE = 18;

  /** Distances in a legend: from a sample to its name, and from a name to the next sample. */
  private static final double GAP = 6;

  private static final double SPACE = 16;

  private PlotImage() {}

  static void write(Plot plot, OutputStream out) throws IOException {
    PngCanvas measure = new PngCanvas(1, 1);
    double legend = legend(measure, plot.legend(), 0, false);
    double above = MARGIN + 2 * LINE + legend;
    PngCanvas canvas = new PngCanvas(Plot.WIDTH, Plot.HEIGHT, above);
    canvas.heading(MARGIN, MARGIN + 10 - above, plot.title());
    canvas.text(
        MARGIN, MARGIN + LINE + 10 - above, plot.unit(), Canvas.Anchor.START, PlotColor.QUIET);
    legend(canvas, plot.legend(), MARGIN + 2 * LINE - above, true);
    plot.draw(canvas);
    canvas.writeTo(out);
  }

  /** Breaks the legend into lines that fit. Returns its height. */
  private static double legend(
      PngCanvas canvas, List<LegendEntry> entries, double top, boolean isDrawn) {
    double x = MARGIN;
    double y = top;
    for (LegendEntry entry : entries) {
      double width = LegendEntry.WIDTH + GAP + canvas.widthOf(entry.name());
      if (x > MARGIN && x + width > Plot.WIDTH - MARGIN) {
        x = MARGIN;
        y += LINE;
      }
      if (isDrawn) {
        entry.draw(canvas, x, y);
        canvas.text(
            x + LegendEntry.WIDTH + GAP,
            y + LegendEntry.HEIGHT - 2,
            entry.name(),
            Canvas.Anchor.START,
            PlotColor.TEXT);
      }
      x += width + SPACE;
    }
    return entries.isEmpty() ? 0 : y + LINE - top;
  }
}
