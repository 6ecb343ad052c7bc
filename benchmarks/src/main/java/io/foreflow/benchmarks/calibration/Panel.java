package io.foreflow.benchmarks.calibration;

import java.util.Locale;

/**
 * An area of a picture with its axes.
 *
 * @param top of the area in the picture
 * @param from first slot that it shows
 * @param to slot after the last one
 * @param low value at its bottom
 * @param high value at its top
 */
record Panel(double top, int from, int to, double low, double high) {
  static final double LEFT = 56;
  static final double WIDTH = 680;
  static final double HEIGHT = 170;

  double x(double slot) {
    return LEFT + WIDTH * (slot - from) / (to - from);
  }

  double y(double value) {
    return top + HEIGHT * (high - value) / (high - low);
  }

  /** A line through the values by their slot, with about one point for each pixel at most. */
  String line(String style, float[] values) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    int stride = Math.max(1, (int) ((to - from) / WIDTH));
    for (int slot = from; slot < to; slot += stride) {
      if (Float.isNaN(values[slot])) {
        pen = false;
        continue;
      }
      path.append(pen ? "L" : "M").append(point(slot, values[slot]));
      pen = true;
    }
    return "<path class=\"%s\" d=\"%s\"/>\n".formatted(style, path);
  }

  /** The area between two lines. */
  String area(String style, float[] lower, float[] upper) {
    StringBuilder path = new StringBuilder();
    for (int slot = from; slot < to; slot++) {
      path.append(slot == from ? "M" : "L").append(point(slot, upper[slot]));
    }
    for (int slot = to - 1; slot >= from; slot--) {
      path.append("L").append(point(slot, lower[slot]));
    }
    return "<path class=\"%s\" d=\"%sZ\"/>\n".formatted(style, path);
  }

  /** A line across the panel, with a label on the left. */
  String rule(String style, double value, String label) {
    return """
        <path class="%s" d="M%s,%sH%s"/><text x="%s" y="%s" text-anchor="end">%s</text>
        """
        .formatted(
            style,
            number(LEFT),
            number(y(value)),
            number(LEFT + WIDTH),
            number(LEFT - 6),
            number(y(value) + 4),
            label);
  }

  /** A label below the panel. */
  String mark(int slot, String label) {
    return "<text x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s</text>\n"
        .formatted(number(x(slot)), number(top + HEIGHT + 16), label);
  }

  private String point(int slot, double value) {
    return number(x(slot)) + "," + number(y(value));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
