package io.foreflow.benchmarks.anomaly;

import io.foreflow.cli.simulate.FaultKind;
import io.foreflow.model.StepModel;
import io.foreflow.outcome.AnomalyRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws a found fault of each kind as SVG: the readings, their calibrated band, the fault as it was
 * made and the episodes that were found. Its colours suit light and dark pages.
 */
final class AnomalyPicture {

  private static final int COLUMNS = 3;
  private static final int WIDTH = 290;
  private static final int HEIGHT = 180;
  private static final int HEAD = 40;
  private static final double LEFT = 10;
  private static final double PLOT_WIDTH = WIDTH - 2 * LEFT;
  private static final double TOP = 26;
  private static final double PLOT_HEIGHT = 108;
  private static final double TRUTH_AT = TOP + PLOT_HEIGHT + 8;
  private static final double FOUND_AT = TRUTH_AT + 11;

  private static final String STYLE =
      "<style>text{font:13px system-ui,sans-serif;fill:#57606a}.t{font-weight:600;fill:#1f2328}"
          + ".r{fill:none;stroke:#1f2328;stroke-width:1.2}.d{fill:#1f2328}"
          + ".b{fill:#1256d8;fill-opacity:.22}"
          + ".f{fill:#c76a64}.e{fill:#1256d8}.g{stroke:#d0d7de}"
          + "@media (prefers-color-scheme:dark){text{fill:#a3adb9}.t{fill:#e8ecf1}"
          + ".r{stroke:#e8ecf1}.d{fill:#e8ecf1}.b{fill:#65adff;fill-opacity:.28}"
          + ".f{fill:#d47c76}.e{fill:#65adff}.g{stroke:#3a434e}}</style>\n";

  private final StringBuilder svg = new StringBuilder();

  private AnomalyPicture() {}

  /** Trains a model, looks for faults of each kind, and draws the first one found of each. */
  static String draw(SimulatedStreams streams, String training) {
    List<FaultView> views = new ArrayList<>();
    try (StepModel model =
        ShortTraining.train(WatchedSeries.trainings(streams.undisturbed()), training)) {
      for (FaultKind kind : FaultKind.values()) {
        SimulatedStreams.Labelled labelled = streams.disturbed(List.of(kind));
        FaultView.Bands bands = new FaultView.Bands(labelled.series());
        List<Alarm> alarms =
            EpisodeReplay.run(
                model,
                labelled.series(),
                AnomalyRules.DEFAULT,
                (index, slot, met) -> bands.put(index, slot, met.lower(0), met.upper(0)));
        FaultView.first(kind.toString().replace('-', ' '), labelled, alarms, bands)
            .ifPresent(views::add);
      }
    }
    return new AnomalyPicture().draw(views);
  }

  private String draw(List<FaultView> views) {
    int rows = (views.size() + COLUMNS - 1) / COLUMNS;
    int width = COLUMNS * WIDTH;
    int height = HEAD + rows * HEIGHT;
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                .formatted(width, height, width, height)
            + " role=\"img\">\n<title>Six series with a fault each, the band of their forecasts,"
            + " and the episodes that were found</title>\n");
    svg.append(STYLE);
    legend();
    for (int i = 0; i < views.size(); i++) {
      svg.append(
          "<g transform=\"translate(%d %d)\">\n"
              .formatted(i % COLUMNS * WIDTH, HEAD + i / COLUMNS * HEIGHT));
      panel(views.get(i));
      svg.append("</g>\n");
    }
    return svg.append("</svg>\n").toString();
  }

  private void legend() {
    svg.append("<path class=\"r\" d=\"M10 20h24\"/>");
    svg.append("<text x=\"40\" y=\"24\">hourly readings, six days</text>\n");
    svg.append("<rect class=\"b\" x=\"215\" y=\"14\" width=\"24\" height=\"12\"/>");
    svg.append("<text x=\"245\" y=\"24\">80 % band, one hour ahead</text>\n");
    svg.append("<rect class=\"f\" x=\"435\" y=\"16\" width=\"24\" height=\"7\"/>");
    svg.append("<text x=\"465\" y=\"24\">fault as simulated</text>\n");
    svg.append("<rect class=\"e\" x=\"600\" y=\"16\" width=\"24\" height=\"7\"/>");
    svg.append("<text x=\"630\" y=\"24\">episode, from when it opened</text>\n");
  }

  private void panel(FaultView view) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (float[] values : List.of(view.readings(), view.lower(), view.upper())) {
      for (float value : values) {
        if (!Float.isNaN(value)) {
          least = Math.min(least, value);
          most = Math.max(most, value);
        }
      }
    }
    text(LEFT, "t", view.name());
    band(view, least, most);
    line(view.readings(), least, most);
    svg.append(
        "<path class=\"g\" d=\"M%s %sh%s\"/>\n"
            .formatted(number(LEFT), number(TOP + PLOT_HEIGHT + 4), number(PLOT_WIDTH)));
    bar("f", view.fault(), TRUTH_AT);
    view.episodes().forEach(episode -> bar("e", episode, FOUND_AT));
  }

  private void text(double x, String style, String text) {
    svg.append(
        "<text class=\"%s\" x=\"%s\" y=\"16\">%s</text>\n".formatted(style, number(x), text));
  }

  /** One polygon for each run of slots without a gap. */
  private void band(FaultView view, double least, double most) {
    int from = 0;
    while (from < FaultView.SLOTS) {
      int to = from;
      while (to < FaultView.SLOTS && !Float.isNaN(view.lower()[to])) {
        to++;
      }
      if (to > from + 1) {
        svg.append("<path class=\"b\" d=\"M");
        for (int i = from; i < to; i++) {
          point(i, view.upper()[i], least, most);
        }
        for (int i = to - 1; i >= from; i--) {
          point(i, view.lower()[i], least, most);
        }
        svg.append("z\"/>\n");
      }
      from = to + 1;
    }
  }

  private void line(float[] readings, double least, double most) {
    svg.append("<path class=\"r\" d=\"");
    boolean gap = true;
    for (int i = 0; i < readings.length; i++) {
      if (Float.isNaN(readings[i])) {
        gap = true;
      } else {
        svg.append(gap ? 'M' : ' ');
        point(i, readings[i], least, most);
        gap = false;
      }
    }
    svg.append("\"/>\n");
  }

  private void point(int slot, double value, double least, double most) {
    double y = TOP + PLOT_HEIGHT * (1 - (value - least) / Math.max(most - least, 1e-9));
    svg.append(number(x(slot))).append(' ').append(number(y)).append(' ');
  }

  private void bar(String style, int[] slots, double y) {
    svg.append(
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"7\"/>\n"
            .formatted(
                style,
                number(x(slots[0]) - 1.5),
                number(y),
                number(x(slots[1]) - x(slots[0]) + 3)));
  }

  private static double x(int slot) {
    return LEFT + PLOT_WIDTH * slot / (FaultView.SLOTS - 1);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
