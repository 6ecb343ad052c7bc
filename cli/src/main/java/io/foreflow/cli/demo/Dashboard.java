package io.foreflow.cli.demo;

import io.foreflow.cli.view.Chart;
import io.foreflow.cli.view.DisplayedSeries;
import io.foreflow.cli.view.Numbers;
import io.foreflow.cli.view.Palette;
import io.foreflow.cli.view.Palette.Ink;
import io.foreflow.cli.view.Terminal;
import io.foreflow.wire.Anomaly.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Draws the figures of a {@link PipelineMonitor} and charts of some series. */
final class Dashboard {

  private static final int WIDEST = 120;

  private final PipelineMonitor monitor;
  private final String places;
  private final int horizon;
  private final double bandShare;
  private final Palette palette;
  private final Supplier<Optional<String>> models;

  /**
   * @param places where broker and web page are
   * @param bandShare the share of readings that belongs into the band
   * @param models a line about the models, if there is more than one
   */
  Dashboard(
      PipelineMonitor monitor,
      String places,
      int horizon,
      double bandShare,
      Palette palette,
      Supplier<Optional<String>> models) {
    this.monitor = monitor;
    this.places = places;
    this.horizon = horizon;
    this.bandShare = bandShare;
    this.palette = palette;
    this.models = models;
  }

  /** The whole view, in as many lines as the terminal has room for. */
  List<String> frame(Rates rates, String time, Terminal.Size size) {
    List<String> lines = new ArrayList<>();
    lines.add(
        palette.paint(Ink.STRONG, "Foreflow")
            + "  "
            + time
            + palette.paint(Ink.FAINT, "  " + places));
    lines.addAll(figures(rates));
    int room = size.rows() - lines.size() - 1;
    int charts = Math.max(1, Math.min(monitor.displayed().size(), room / 6));
    int rows = Math.max(3, Math.min(9, room / charts - 2));
    Chart chart = new Chart(Math.min(size.columns() - 1, WIDEST), rows, palette);
    Optional<DisplayedSeries> disturbed =
        monitor.episodes().last().flatMap(episode -> monitor.series(episode.series()));
    for (DisplayedSeries series : shown(charts, disturbed)) {
      lines.add("");
      lines.add(
          palette.paint(Ink.READING, series.series())
              + palette.paint(
                  Ink.FAINT,
                  (disturbed.filter(series::equals).isPresent()
                          ? "  with the last episode"
                          : "  readings")
                      + ", then the next "
                      + horizon
                      + " as forecast, in a band"));
      lines.addAll(chart.draw(series.picture(chart.past(horizon))));
    }
    return lines;
  }

  /** The first series. The last of them gives way to the series of the last episode. */
  private List<DisplayedSeries> shown(int charts, Optional<DisplayedSeries> disturbed) {
    List<DisplayedSeries> shown = new ArrayList<>(monitor.displayed().subList(0, charts));
    disturbed
        .filter(series -> !shown.contains(series))
        .ifPresent(series -> shown.set(charts - 1, series));
    return shown;
  }

  /** One line with the figures, for output that is not a terminal. */
  String line(Rates rates, String time) {
    return time + "  " + String.join("  ", figures(rates)).replaceAll(" +", " ");
  }

  private List<String> figures(Rates rates) {
    TrafficCounts counts = monitor.tracker().counts();
    String event =
        monitor.eventTime() == Long.MIN_VALUE
            ? "-"
            : Instant.ofEpochMilli(monitor.eventTime()).toString();
    List<String> figures = new ArrayList<>();
    models.get().ifPresent(figures::add);
    figures.addAll(traffic(counts, event, rates));
    return figures;
  }

  private List<String> traffic(TrafficCounts counts, String event, Rates rates) {
    return List.of(
        "event time " + event,
        "readings %s (%s/s)  forecasts %s (%s/s)  dead letters %s  late %s"
            .formatted(
                Numbers.count(counts.readings()),
                Numbers.count(Math.round(rates.readings())),
                Numbers.count(counts.forecasts()),
                Numbers.count(Math.round(rates.forecasts())),
                Numbers.count(monitor.deadLetters().count()),
                Numbers.count(counts.late())),
        "latency p50 %s ms  p99 %s ms"
            .formatted(
                Numbers.decimal(counts.latencyP50Ms(), 1),
                Numbers.decimal(counts.latencyP99Ms(), 1)),
        scores(monitor.scores().scores()),
        episodes(monitor.episodes()));
  }

  private String scores(LiveScores scores) {
    boolean better = scores.mase() < scores.maseSeasonalNaive();
    return "error (MASE) "
        + palette.paint(better ? Ink.GOOD : Ink.STRONG, Numbers.decimal(scores.mase(), 3))
        + ", seasonal naive "
        + Numbers.decimal(scores.maseSeasonalNaive(), 3)
        + "; in the %d %% band: %s %%"
            .formatted(Math.round(100 * bandShare), Numbers.decimal(100 * scores.coverage(), 1));
  }

  private String episodes(EpisodeTally episodes) {
    return "episodes "
        + Numbers.count(episodes.opened())
        + episodes
            .last()
            .map(
                last ->
                    ", last "
                        + palette.paint(
                            last.change() == Change.CLOSED ? Ink.PLAIN : Ink.BAD,
                            EpisodeText.of(last)))
            .orElse("");
  }

  /** Rates per second over the last seconds. */
  record Rates(double readings, double forecasts) {}
}
