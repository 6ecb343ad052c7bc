package io.foreflow.cli.tail;

import io.foreflow.cli.view.CellText;
import io.foreflow.cli.view.Numbers;
import io.foreflow.cli.view.Palette;
import io.foreflow.cli.view.Palette.Ink;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.StepScore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines and words that the table and the view of one series have in common. */
final class FrameText {

  private static final long MINUTE_MS = 60_000;
  private static final DateTimeFormatter MINUTES = format("yyyy-MM-dd HH:mm");
  private static final DateTimeFormatter MILLIS = format("yyyy-MM-dd HH:mm:ss.SSS");
  private static final DateTimeFormatter SECONDS = format("yyyy-MM-dd HH:mm:ss");

  private FrameText() {}

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /** The first line: where forecasts come from, and how many. */
  static String title(SeriesMemory memory, TailStatus status, String subject, Palette palette) {
    List<String> facts = new ArrayList<>();
    facts.add(rate(memory.perSecond(status.nowMillis())));
    memory
        .newest()
        .ifPresent(
            newest ->
                facts.add(
                    "newest "
                        + Numbers.seconds(
                            Duration.ofMillis(Math.max(0, status.nowMillis() - newest)))
                        + " ago"));
    return palette.paint(Ink.STRONG, subject)
        + palette.paint(
            Ink.FAINT,
            "  " + String.join("  ", facts) + "  " + CellText.of(status.place()) + "  Ctrl-C ends");
  }

  /** The cutoff in UTC, no more exact than the cadence. */
  static String cutoff(Forecast forecast) {
    DateTimeFormatter format =
        forecast.cadenceMillis() % MINUTE_MS == 0
            ? MINUTES
            : forecast.cadenceMillis() % 1000 == 0 ? SECONDS : MILLIS;
    return format.format(Instant.ofEpochMilli(forecast.cutoff()));
  }

  /** A rate a second, or a minute if it is small. */
  static String rate(double perSecond) {
    if (perSecond <= 0) {
      return "0/min";
    }
    return perSecond < 1
        ? Numbers.decimal(60 * perSecond, 60 * perSecond < 10 ? 1 : 0) + "/min"
        : perSecond < 100
            ? Numbers.decimal(perSecond, 1) + "/s"
            : Numbers.count(Math.round(perSecond)) + "/s";
  }

  static String mase(StepScore scores) {
    return Numbers.decimal(scores.mase(), 2);
  }

  static String coverage(StepScore scores) {
    return Numbers.decimal(100 * scores.coverage(), 0) + " %";
  }

  /** Red where a seasonal naive forecast is better. */
  static Ink ink(StepScore scores) {
    double mase = scores.mase();
    return Double.isNaN(mase) ? Ink.PLAIN : mase > 1 ? Ink.BAD : Ink.GOOD;
  }

  /** The last lines, if records were not shown. */
  static List<String> skipped(TailStatus status, Palette palette) {
    return status.skipped().stream()
        .map(line -> palette.paint(Ink.BAD, CellText.of(line)))
        .toList();
  }
}
