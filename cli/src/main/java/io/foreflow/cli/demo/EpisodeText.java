package io.foreflow.cli.demo;

import io.foreflow.cli.view.Numbers;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Anomaly.Kind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An anomaly episode in a few words. */
final class EpisodeText {

  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** The length of the day in it. */
  private static final int DAY = "MM-dd ".length();

  private EpisodeText() {}

  /** Series, kind, time and probability: {@code sensor-0042 above, 02-20 07:00, 1 in 50,000}. */
  static String of(Anomaly anomaly) {
    return anomaly.series() + " " + kind(anomaly) + ", " + time(anomaly) + likelihood(anomaly);
  }

  private static String kind(Anomaly anomaly) {
    return anomaly.kind() == Kind.UNLIKELY ? anomaly.direction().code() : anomaly.kind().code();
  }

  private static String time(Anomaly anomaly) {
    String begin = text(anomaly.begin());
    Long end = anomaly.end();
    if (end == null) {
      return "since " + begin;
    }
    if (end == anomaly.begin()) {
      return begin;
    }
    String last = text(end);
    boolean sameDay = last.startsWith(begin.substring(0, DAY));
    return begin + " to " + (sameDay ? last.substring(DAY) : last);
  }

  private static String text(long millis) {
    return DAY_AND_TIME.format(Instant.ofEpochMilli(millis));
  }

  private static String likelihood(Anomaly anomaly) {
    double one = 1 / (double) anomaly.probability();
    if (!Double.isFinite(one)) {
      return "";
    }
    return ", 1 in " + (one < 1e7 ? Numbers.count(Math.round(one)) : Numbers.compact(one));
  }
}
