package io.foreflow.cli.view;

import io.foreflow.cli.view.Palette.Ink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Draws the last readings of a series, and to their right the forecast with its band. Two slots
 * share a column, and the scale covers all values.
 */
public final class Chart {

  /** Room for the scale on the left. */
  private static final int MARGIN = 9;

  private static final char BAND = '░';
  private static final char CUTOFF = '┊';

  private final int columns;
  private final int rows;
  private final Palette palette;

  /**
   * @param columns width in characters, the scale included
   * @param rows height in lines
   */
  public Chart(int columns, int rows, Palette palette) {
    this.columns = Math.max(columns, MARGIN + 8);
    this.rows = Math.max(rows, 2);
    this.palette = palette;
  }

  /** The number of readings that are drawn before a forecast of this horizon. */
  public int past(int horizon) {
    int dots = (columns - MARGIN) * BrailleCanvas.DOTS_ACROSS;
    return Math.max(dots - horizon, dots / 2);
  }

  /** The lines of the chart, from top to bottom. */
  public List<String> draw(ChartData picture) {
    Scale scale = Scale.of(picture, rows * BrailleCanvas.DOTS_DOWN);
    BrailleCanvas canvas = new BrailleCanvas(columns - MARGIN, rows);
    int dots = (columns - MARGIN) * BrailleCanvas.DOTS_ACROSS;
    int start = past(picture.median.length);
    drawBand(canvas, scale, picture, start, dots);
    for (int y = 0; y < rows * BrailleCanvas.DOTS_DOWN; y += BrailleCanvas.DOTS_DOWN) {
      canvas.fill(Math.min(start, dots - 1), y, CUTOFF, Ink.FAINT);
    }
    drawLine(canvas, scale, picture.median, start, dots, Ink.FORECAST);
    int first = Math.max(0, picture.readings.length - start);
    float[] readings = Arrays.copyOfRange(picture.readings, first, picture.readings.length);
    drawLine(canvas, scale, readings, start - readings.length, dots, Ink.READING);
    return withScale(canvas.lines(palette), scale);
  }

  private static void drawBand(
      BrailleCanvas canvas, Scale scale, ChartData picture, int start, int dots) {
    for (int step = 0; step < picture.low.length && start + step < dots; step++) {
      float low = picture.low[step];
      float high = picture.high[step];
      if (Float.isFinite(low) && Float.isFinite(high)) {
        for (int y = scale.y(high); y <= scale.y(low); y++) {
          canvas.fill(start + step, y, BAND, Ink.BAND);
        }
      }
    }
  }

  /** Joins each value to the one before, so that a steep line has no holes. */
  private static void drawLine(
      BrailleCanvas canvas, Scale scale, float[] values, int from, int dots, Ink ink) {
    for (int i = 0; i < values.length && from + i < dots; i++) {
      if (Float.isFinite(values[i])) {
        int y = scale.y(values[i]);
        int other = i > 0 && Float.isFinite(values[i - 1]) ? scale.y(values[i - 1]) : y;
        int towards = y + Integer.signum(other - y) * Math.max(0, Math.abs(other - y) - 1);
        for (int dot = Math.min(y, towards); dot <= Math.max(y, towards); dot++) {
          canvas.dot(from + i, dot, ink);
        }
      }
    }
  }

  private List<String> withScale(List<String> lines, Scale scale) {
    List<String> labelled = new ArrayList<>(lines.size());
    for (int row = 0; row < lines.size(); row++) {
      String label =
          row == 0
              ? Numbers.compact(scale.high())
              : row == lines.size() - 1 ? Numbers.compact(scale.low()) : "";
      labelled.add(
          palette.paint(Ink.FAINT, Numbers.right(label, MARGIN - 2) + " ") + " " + lines.get(row));
    }
    return labelled;
  }

  private record Scale(double low, double high, int dots) {

    static Scale of(ChartData picture, int dots) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (float[] values : List.of(picture.readings, picture.low, picture.median, picture.high)) {
        for (float value : values) {
          if (Float.isFinite(value)) {
            low = Math.min(low, value);
            high = Math.max(high, value);
          }
        }
      }
      if (low > high) {
        return new Scale(0, 1, dots);
      }
      return low == high ? new Scale(low - 1, high + 1, dots) : new Scale(low, high, dots);
    }

    int y(double value) {
      long y = Math.round((high - value) / (high - low) * (dots - 1));
      return (int) Math.max(0, Math.min(dots - 1, y));
    }
  }
}
