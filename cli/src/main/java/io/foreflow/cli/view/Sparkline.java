package io.foreflow.cli.view;

import io.foreflow.cli.view.Palette.Ink;

/**
 * Draws a series in one line: its last readings, and to their right the middle of the forecast.
 * Each slot takes a column, and the scale covers what is drawn.
 */
public final class Sparkline {

  /** None is as high as the line, so that lines do not touch. */
  private static final String LEVELS = "▁▂▃▄▅▆▇";

  /** A missing reading. */
  private static final char MISSING = '·';

  /** One column in this many shows the forecast. */
  private static final int SHARE = 3;

  private Sparkline() {}

  /** How many readings {@link #draw} shows in this many columns. */
  public static int past(int columns, int horizon) {
    return columns - Math.min(horizon, columns / SHARE);
  }

  /** The line, in exactly this many columns. Colours take none. */
  public static String draw(ChartData picture, int columns, Palette palette) {
    int past = past(columns, picture.median.length);
    float[] shown = new float[columns];
    for (int column = 0; column < columns; column++) {
      int reading = picture.readings.length - past + column;
      shown[column] =
          column >= past
              ? picture.median[column - past]
              : reading < 0 ? Float.NaN : picture.readings[reading];
    }
    String line = line(shown);
    return palette.paint(Ink.READING, line.substring(0, past))
        + palette.paint(Ink.FORECAST, line.substring(past));
  }

  private static String line(float[] shown) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float value : shown) {
      if (Float.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    StringBuilder line = new StringBuilder(shown.length);
    boolean begun = false;
    for (float value : shown) {
      begun |= Float.isFinite(value);
      line.append(
          Float.isFinite(value) ? LEVELS.charAt(level(value, low, high)) : begun ? MISSING : ' ');
    }
    return line.toString();
  }

  private static int level(float value, float low, float high) {
    if (low == high) {
      return LEVELS.length() / 2;
    }
    double share = ((double) value - low) / ((double) high - low);
    return (int) Math.min(LEVELS.length() - 1, Math.floor(share * LEVELS.length()));
  }
}
