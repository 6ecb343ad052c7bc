package io.foreflow.wire;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * The checks of a record's fields, the same in every format. Each check returns the value it was
 * given.
 */
final class FieldChecks {
  static final int LONGEST_SERIES_BYTES = 1024;
  static final long LATEST_TIME = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private FieldChecks() {}

  static String series(String series) throws MalformedRecordException {
    if (series.isEmpty()) {
      throw new MalformedRecordException(
          RejectionReason.EMPTY_SERIES,
          "series: found an empty name, allowed: 1 to 1024 bytes of UTF-8");
    }
    int bytes = utf8Length(series);
    if (bytes > LONGEST_SERIES_BYTES) {
      throw new MalformedRecordException(
          RejectionReason.SERIES_TOO_LONG,
          "series: found a name of " + bytes + " bytes, allowed: 1 to 1024 bytes of UTF-8");
    }
    return series;
  }

  /**
   * The length of a text in UTF-8. Half a surrogate pair is refused: it would turn into '?' and
   * merge different series into one.
   */
  private static int utf8Length(String text) throws MalformedRecordException {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes += 1;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (!Character.isSurrogate(c)) {
        bytes += 3;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else {
        throw new MalformedRecordException(
            RejectionReason.UNDECODABLE,
            "series: found half a surrogate pair at character "
                + i
                + ", allowed: text that UTF-8 can hold");
      }
    }
    return bytes;
  }

  static long time(String field, long time) throws MalformedRecordException {
    if (time < 0 || time > LATEST_TIME) {
      throw timeOutOfRange(field, time + " ms");
    }
    return time;
  }

  static MalformedRecordException timeOutOfRange(String field, String found) {
    return new MalformedRecordException(
        RejectionReason.TIME_OUT_OF_RANGE,
        field + ": found " + found + ", allowed: from the year 1970 to the year 9999");
  }

  /** A number as the 32-bit float that models work with; NaN stays NaN. */
  static float narrow(String field, double value) throws MalformedRecordException {
    float narrowed = (float) value;
    if (Float.isInfinite(narrowed)) {
      throw new MalformedRecordException(
          RejectionReason.NOT_FINITE,
          field + ": found " + value + ", allowed: a finite 32-bit float, or missing");
    }
    return narrowed;
  }

  static String notBlank(String field, String text) throws MalformedRecordException {
    if (text.isBlank()) {
      throw invalid(field, "nothing", "a name");
    }
    return text;
  }

  static String sha256(String text) throws MalformedRecordException {
    if (!SHA256.matcher(text).matches()) {
      throw invalid("sha256", "`" + text + "`", "64 lower-case hexadecimal digits");
    }
    return text;
  }

  static MalformedRecordException invalid(String field, String found, String allowed) {
    return new MalformedRecordException(
        RejectionReason.INVALID_FIELD, field + ": found " + found + ", allowed: " + allowed);
  }
}
