package io.foreflow.cli.demo;

import io.foreflow.cli.view.LiveArea;
import io.foreflow.cli.view.Numbers;
import io.foreflow.cli.view.Terminal;
import java.time.Duration;

/**
 * Shows the dashboard while the stream runs. On a terminal it is drawn again in the same place;
 * elsewhere there is a line every few seconds.
 */
final class LiveView {

  private static final long LINE_EVERY = 5_000_000_000L;
  private static final long MEASURE_EVERY = 2_000_000_000L;

  private final Terminal terminal;
  private final Dashboard dashboard;
  private final PipelineMonitor monitor;
  private final LiveArea area;
  private final RateMeter meter = new RateMeter();
  private final long began;
  private String until;
  private Terminal.Size size;
  private long measured;
  private long lastLine;

  /**
   * @param until how the time of the demo goes on, as in {@code of 100 s}
   * @param began when the demo began, from which the time is counted
   */
  LiveView(
      Terminal terminal, Dashboard dashboard, PipelineMonitor monitor, String until, long began) {
    this.terminal = terminal;
    this.dashboard = dashboard;
    this.monitor = monitor;
    this.until = until;
    this.area = new LiveArea(terminal);
    this.began = began;
    this.size = terminal.size();
    this.measured = began;
    this.lastLine = began;
  }

  /** Says how long the next part of the stream goes on. */
  void setUntil(String words) {
    until = words;
  }

  void show(long nanos) {
    Dashboard.Rates rates = meter.note(nanos, monitor.tracker().counts());
    String time = time(nanos);
    if (terminal.interactive()) {
      if (nanos - measured > MEASURE_EVERY) {
        size = terminal.size();
        measured = nanos;
      }
      area.draw(dashboard.frame(rates, time, size), size.rows());
    } else if (nanos - lastLine >= LINE_EVERY) {
      lastLine = nanos;
      terminal.out().println("  " + dashboard.line(rates, time));
      terminal.out().flush();
    }
  }

  private String time(long nanos) {
    return Numbers.seconds(Duration.ofSeconds((nanos - began) / 1_000_000_000L)) + until;
  }
}
