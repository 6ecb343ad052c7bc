package io.foreflow.trainer.synthetic;

import java.util.List;
import java.util.Locale;

/** Draws series next to each other as SVG. Its colours suit light and dark pages. */
final class SeriesPicture {

  private static final int WIDTH = 290;
  private static final int HEIGHT = 110;
  private static final double LEFT = 8;
  private static final double TOP = 8;
  private static final double PLOT_WIDTH = WIDTH - 2 * LEFT;
  private static final double PLOT_HEIGHT = HEIGHT - 2 * TOP;

  private static final String STYLE =
      "<style>.a,.b{fill:none;stroke-width:1.1;stroke-linejoin:round}.a{stroke:#1256d8}"
          + ".b{stroke:#afb8c1}.g{stroke:#d0d7de;fill:none}"
          + "@media (prefers-color-scheme:dark){.a{stroke:#65adff}.b{stroke:#57606a}"
          + ".g{stroke:#3a434e}}</style>\n";

  private final StringBuilder svg = new StringBuilder();

  private SeriesPicture() {}

  /**
   * One series of a picture.
   *
   * @param values the series; NaN = missing
   * @param before the same series before an event, drawn behind it; empty for none
   */
  @SuppressWarnings("ArrayRecordComponent") // A list would be boxed for nothing.
  record Panel(double[] values, double[] before) {}

  static String draw(String title, List<Panel> panels) {
    return new SeriesPicture().write(title, panels);
  }

  private String write(String title, List<Panel> panels) {
    int width = panels.size() * WIDTH;
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                .formatted(width, HEIGHT, width, HEIGHT)
            + " role=\"img\">\n<title>"
            + title
            + "</title>\n"
            + STYLE);
    for (int i = 0; i < panels.size(); i++) {
      svg.append("<g transform=\"translate(%d 0)\">\n".formatted(i * WIDTH));
      panel(panels.get(i));
      svg.append("</g>\n");
    }
    return svg.append("</svg>\n").toString();
  }

  private void panel(Panel panel) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double[] values : List.of(panel.values(), panel.before())) {
      for (double value : values) {
        if (!Double.isNaN(value)) {
          least = Math.min(least, value);
          most = Math.max(most, value);
        }
      }
    }
    svg.append(
        "<path class=\"g\" d=\"M%s %sh%s\"/>\n"
            .formatted(number(LEFT), number(HEIGHT - 1), number(PLOT_WIDTH)));
    line("b", panel.before(), least, most);
    line("a", panel.values(), least, most);
  }

  private void line(String style, double[] values, double least, double most) {
    StringBuilder path = new StringBuilder();
    boolean gap = true;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        gap = true;
        continue;
      }
      double y = TOP + PLOT_HEIGHT * (1 - (values[i] - least) / Math.max(most - least, 1e-9));
      path.append(path.isEmpty() ? "M" : gap ? "M" : " ");
      path.append(number(LEFT + PLOT_WIDTH * i / (values.length - 1))).append(' ');
      path.append(number(y));
      gap = false;
    }
    if (!path.isEmpty()) {
      svg.append("<path class=\"%s\" d=\"%s\"/>\n".formatted(style, path));
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
