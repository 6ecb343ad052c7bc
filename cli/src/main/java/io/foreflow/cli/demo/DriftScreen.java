package io.foreflow.cli.demo;

import io.foreflow.cli.view.LiveArea;
import io.foreflow.cli.view.Numbers;
import io.foreflow.cli.view.Palette;
import io.foreflow.cli.view.Palette.Ink;
import io.foreflow.cli.view.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Shows a demo of drift: its steps, one below the other, and under them the live accuracy. On a
 * terminal the lines of the accuracy are drawn again in the same place; elsewhere there is a line
 * every few seconds. Thread-safe.
 */
final class DriftScreen {

  private static final long LINE_EVERY = 5_000_000_000L;
  private static final int WIDEST = 110;
  private static final int INDENT = 30;

  /** A number stays with its per cent sign. */
  private static final Pattern WORD_END = Pattern.compile(" (?!%)");

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Set<DriftStep.Kind> BAD =
      Set.of(
          DriftStep.Kind.INACCURATE,
          DriftStep.Kind.REFUSED,
          DriftStep.Kind.KEPT,
          DriftStep.Kind.FORCED);

  private static final Set<DriftStep.Kind> GOOD =
      Set.of(
          DriftStep.Kind.PROMOTED,
          DriftStep.Kind.SWAPPED,
          DriftStep.Kind.RECOVERED,
          DriftStep.Kind.CONFIRMED,
          DriftStep.Kind.ROLLED_BACK,
          DriftStep.Kind.RESTORED);

  private final Terminal terminal;
  private final Palette palette;
  private final LiveArea area;
  private final Terminal.Size size;
  private long lastLine = System.nanoTime();
  private boolean isLive;

  DriftScreen(Terminal terminal) {
    this.terminal = terminal;
    this.palette = terminal.palette();
    this.area = new LiveArea(terminal);
    this.size = terminal.size();
  }

  /** Prints a step above the lines of the accuracy. */
  synchronized void step(DriftStep step) {
    area.clear();
    Instant eventTime = step.eventTime();
    String head =
        "%5s  %6s  %-13s  "
            .formatted(
                clock(step.since()),
                eventTime == null ? "" : DAY.format(eventTime),
                step.kind().text().replace('-', ' '));
    Ink ink =
        BAD.contains(step.kind()) ? Ink.BAD : GOOD.contains(step.kind()) ? Ink.GOOD : Ink.STRONG;
    String painted =
        palette.paint(Ink.FAINT, head.substring(0, 15)) + palette.paint(ink, head.substring(15));
    List<String> lines = wrapped(step.why());
    terminal.out().println(painted + lines.get(0));
    for (String line : lines.subList(1, lines.size())) {
      terminal.out().println(" ".repeat(INDENT) + line);
    }
    terminal.out().flush();
  }

  private List<String> wrapped(String text) {
    int width = width();
    if (!terminal.interactive() || width < 20) {
      return List.of(text);
    }
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : WORD_END.splitAsStream(text).toList()) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** Says what goes on before there is an accuracy. */
  synchronized void doing(String what) {
    if (terminal.interactive() && !isLive) {
      area.draw(
          List.of("", label("now") + palette.paint(Ink.FAINT, cut(what, width()))), size.rows());
    }
  }

  /** Draws the live accuracy. */
  synchronized void show(Status status) {
    isLive = true;
    if (terminal.interactive()) {
      area.draw(frame(status), size.rows());
    } else if (System.nanoTime() - lastLine >= LINE_EVERY) {
      lastLine = System.nanoTime();
      terminal.out().println(line(status));
      terminal.out().flush();
    }
  }

  /** Leaves the accuracy of all days, and erases what else was drawn. */
  synchronized void end(Status status) {
    area.clear();
    if (terminal.interactive() && isLive) {
      accuracy(status).forEach(terminal.out()::println);
    }
    terminal.out().flush();
  }

  /** Prints a line as it is. */
  synchronized void say(String line) {
    area.clear();
    terminal.out().println(line);
    terminal.out().flush();
  }

  private List<String> frame(Status status) {
    List<String> lines = new ArrayList<>(accuracy(status));
    lines.add(label("now") + palette.paint(Ink.FAINT, cut(status.doing(), width())));
    lines.add(label("so far") + palette.paint(Ink.FAINT, cut(counts(status), width())));
    return lines;
  }

  private List<String> accuracy(Status status) {
    List<Double> days = status.days();
    StringBuilder line = new StringBuilder();
    for (double day : days.subList(Math.max(0, days.size() - width()), days.size())) {
      line.append(
          palette.paint(day > status.bound() ? Ink.BAD : Ink.GOOD, bar(day, status.bound())));
    }
    return List.of("", label("error of a day") + line, label("") + figure(status));
  }

  private int width() {
    return Math.min(size.columns(), WIDEST) - INDENT - 1;
  }

  private String label(String text) {
    return palette.paint(Ink.FAINT, Numbers.right(text, INDENT - 2) + "  ");
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
  }

  private String figure(Status status) {
    double newest = status.newest();
    return palette.paint(newest > status.bound() ? Ink.BAD : Ink.GOOD, Numbers.decimal(newest, 2))
        + " of the naive forecast's error, bound "
        + Numbers.decimal(status.bound(), 2);
  }

  private static String counts(Status status) {
    TrafficCounts counts = status.counts();
    return "%s readings, %s forecasts, %s on the way"
        .formatted(
            Numbers.count(counts.readings()),
            Numbers.count(counts.forecasts()),
            Numbers.count(counts.waiting()));
  }

  /** A bar of eight steps. The bound is as high as six of them. */
  private static String bar(double error, double bound) {
    int height = (int) Math.ceil(6 * error / bound);
    return String.valueOf((char) ('▁' + Math.max(0, Math.min(7, height - 1))));
  }

  private static String line(Status status) {
    return "%5s  error of a day %s of the naive forecast's, bound %s; %s; %s"
        .formatted(
            clock(status.since()),
            Numbers.decimal(status.newest(), 2),
            Numbers.decimal(status.bound(), 2),
            counts(status),
            status.doing());
  }

  private static String clock(Duration time) {
    return String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
  }

  /**
   * What is shown under the steps.
   *
   * @param days the errors of the last days, in those of the seasonal naive forecast
   * @param newest the last of them
   */
  record Status(
      Duration since,
      List<Double> days,
      double newest,
      double bound,
      TrafficCounts counts,
      String doing) {}
}
