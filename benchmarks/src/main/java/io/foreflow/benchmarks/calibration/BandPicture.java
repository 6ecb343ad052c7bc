package io.foreflow.benchmarks.calibration;

import io.foreflow.history.SeriesHistory;
import io.foreflow.model.StepModel;
import io.foreflow.outcome.TrackedSteps;
import io.foreflow.series.SlotGrid;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * An SVG of the first series of a task at its middle tracked step: how many readings the bands held
 * over time, and both bands over the days on which that differed most.
 */
final class BandPicture {
  private static final Duration SPAN = Duration.ofDays(14);
  private static final Duration CLOSE_UP = Duration.ofDays(5);
  private static final double LOWEST_SHARE = 0.3;

  private static final String STYLE =
      """
      <style>
      text { font: 12px sans-serif; fill: #57606a; }
      .title { font-size: 14px; font-weight: bold; fill: #1f2328; }
      .page { fill: #fff; }
      path { fill: none; stroke-width: 1.5; stroke-linejoin: round; }
      .grid { stroke: #e3e6ea; stroke-width: 1; }
      .nominal { stroke: #57606a; stroke-dasharray: 5 4; }
      .own { stroke: #b25d0e; }
      .calibrated { stroke: #1256d8; stroke-width: 2; }
      .ownBand { fill: #b25d0e; fill-opacity: .3; stroke: #b25d0e; stroke-width: .8; }
      .calibratedBand { fill: #1256d8; fill-opacity: .16; stroke: #1256d8; stroke-width: .8; }
      .reading { stroke: #1f2328; }
      @media (prefers-color-scheme: dark) {
        text { fill: #a3adb9; }
        .title { fill: #e8ecf1; }
        .page { fill: #171c22; }
        .grid { stroke: #2b323b; }
        .nominal { stroke: #a3adb9; }
        .own { stroke: #e9a05c; }
        .calibrated { stroke: #65adff; }
        .ownBand { fill: #e9a05c; stroke: #e9a05c; }
        .calibratedBand { fill: #65adff; fill-opacity: .22; stroke: #65adff; }
        .reading { stroke: #e8ecf1; }
      }
      </style>
      """;

  private final BandTrace trace;
  private final SlotGrid grid;
  private final SeriesHistory series;
  private final int first;
  private final StringBuilder svg = new StringBuilder();

  private BandPicture(BandTrace trace, SlotGrid grid, SeriesHistory series, int first) {
    this.trace = trace;
    this.grid = grid;
    this.series = series;
    this.first = first;
  }

  /** Draws the bands of the readings after the first origin. */
  static String of(StepModel model, List<SeriesHistory> all, long firstOrigin) {
    SeriesHistory series = all.get(0);
    int[] tracked = TrackedSteps.DEFAULT.of(model.manifest().horizon());
    BandTrace trace = BandTrace.of(model, series, firstOrigin, tracked[tracked.length / 2]);
    SlotGrid grid = SlotGrid.of(model.manifest());
    int first = (int) (firstOrigin - series.firstSlot());
    return new BandPicture(trace, grid, series, first).draw();
  }

  private String draw() {
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 492" role="img">
        <title>Coverage and width of a band, the model's own and calibrated</title>
        """);
    svg.append(STYLE).append("<rect class=\"page\" width=\"760\" height=\"492\" rx=\"8\"/>\n");
    coverage();
    bands();
    return svg.append("</svg>\n").toString();
  }

  private void coverage() {
    long nominal = Math.round(100 * trace.nominalCoverage());
    Panel panel = new Panel(52, first, series.slots(), LOWEST_SHARE, 1);
    title(24, "Share of the readings of the last 14 days in the %d %% band".formatted(nominal));
    key(24, 460, "own", "the model's own");
    key(24, 600, "calibrated", "calibrated");
    for (int percent = 40; percent <= 100; percent += 20) {
      String style = percent == nominal ? "nominal" : "grid";
      svg.append(panel.rule(style, percent / 100.0, percent + " %"));
    }
    svg.append(panel.line("own", shares(trace.own())));
    svg.append(panel.line("calibrated", shares(trace.calibrated())));
    for (int slot = first; slot < series.slots(); slot++) {
      if (date(slot).getDayOfMonth() == 1 && date(slot - 1).getDayOfMonth() != 1) {
        svg.append(panel.mark(slot, text(slot, "MMM yyyy")));
      }
    }
  }

  /** The shares of readings in a band, over the days up to each slot. */
  private float[] shares(float[][] band) {
    int span = slots(SPAN);
    float[] shares = new float[series.slots()];
    Arrays.fill(shares, Float.NaN);
    for (int slot = first + span; slot < shares.length; slot++) {
      shares[slot] = (float) trace.coverage(band, slot - span + 1, slot + 1);
    }
    return shares;
  }

  private void bands() {
    int days = slots(CLOSE_UP);
    int from = first;
    double most = Double.NEGATIVE_INFINITY;
    for (int slot = first; slot + days <= series.slots(); slot += slots(Duration.ofDays(1))) {
      double gain =
          trace.coverage(trace.calibrated(), slot, slot + days)
              - trace.coverage(trace.own(), slot, slot + days);
      if (gain > most) {
        most = gain;
        from = slot;
      }
    }
    Panel panel = closeUp(from, from + days);
    title(
        276,
        "The days on which that differed most, forecast %s before"
            .formatted(hours(trace.step() * grid.cadenceMillis())));
    key(276, 600, "reading", "readings");
    double apart = apart(panel.high() - panel.low());
    String format = "%,." + (int) Math.max(0, -Math.floor(StrictMath.log10(apart))) + "f";
    for (long line = (long) Math.ceil(panel.low() / apart); line * apart <= panel.high(); line++) {
      svg.append(
          panel.rule("grid", line * apart, String.format(Locale.ROOT, format, line * apart)));
    }
    svg.append(panel.area("calibratedBand", trace.calibrated()[0], trace.calibrated()[1]));
    svg.append(panel.area("ownBand", trace.own()[0], trace.own()[1]));
    svg.append(panel.line("reading", trace.readings()));
    for (int slot = from; slot < from + days; slot++) {
      if (date(slot).getDayOfMonth() != date(slot - 1).getDayOfMonth()) {
        svg.append(panel.mark(slot, text(slot, "d MMM")));
      }
    }
  }

  /** The distance of two lines of a grid: 1, 2 or 5 times a power of ten. */
  private static double apart(double range) {
    double most = range / 3;
    double apart = StrictMath.pow(10, Math.floor(StrictMath.log10(most)));
    return most >= 5 * apart ? 5 * apart : most >= 2 * apart ? 2 * apart : apart;
  }

  private Panel closeUp(int from, int to) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int slot = from; slot < to; slot++) {
      for (float[][] band : List.of(trace.own(), trace.calibrated())) {
        low = Math.min(low, band[0][slot]);
        high = Math.max(high, band[1][slot]);
      }
      low = Float.isNaN(trace.readings()[slot]) ? low : Math.min(low, trace.readings()[slot]);
      high = Float.isNaN(trace.readings()[slot]) ? high : Math.max(high, trace.readings()[slot]);
    }
    return new Panel(292, from, to, low, high);
  }

  private void title(int y, String text) {
    svg.append("<text class=\"title\" x=\"16\" y=\"%d\">%s</text>\n".formatted(y, text));
  }

  private void key(int y, int x, String style, String name) {
    svg.append(
        """
        <path class="%s" d="M%d,%dh22"/><text x="%d" y="%d">%s</text>
        """
            .formatted(style, x, y - 4, x + 28, y, name));
  }

  private int slots(Duration span) {
    return (int) Math.max(1, span.toMillis() / grid.cadenceMillis());
  }

  private static String hours(long millis) {
    Duration ahead = Duration.ofMillis(millis);
    return ahead.toHours() > 0 ? ahead.toHours() + " hours" : ahead.toMinutes() + " minutes";
  }

  private ZonedDateTime date(int slot) {
    return Instant.ofEpochMilli(grid.timeOf(series.firstSlot() + slot)).atZone(ZoneOffset.UTC);
  }

  private String text(int slot, String pattern) {
    return date(slot).format(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
  }
}
