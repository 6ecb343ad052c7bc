package io.foreflow.cli.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The beginning or the end of a range of a topic. The end is not in the range. */
public sealed interface RangePoint {

  /** A time of readings, at any offset. */
  record AtTime(Instant time) implements RangePoint {}

  /** The same offset in each partition. */
  record AtOffset(long offset) implements RangePoint {}

  /** An offset in each of some partitions. The other partitions have no limit. */
  record AtOffsets(Map<Integer, Long> offsets) implements RangePoint {
    public AtOffsets {
      offsets = Map.copyOf(offsets);
    }
  }

  /**
   * Reads {@code 2026-01-31}, {@code 2026-01-31T12:00:00Z}, {@code 1000} or {@code 0:1000,1:900}.
   *
   * @throws IllegalArgumentException if it is none of them
   */
  static RangePoint parse(String text) {
    String point = text.strip();
    if (point.matches("\\d{1,18}")) {
      return new AtOffset(Long.parseLong(point));
    }
    if (point.matches("\\d{1,9}:\\d{1,18}(,\\d{1,9}:\\d{1,18})*")) {
      Map<Integer, Long> offsets = new TreeMap<>();
      Matcher pairs = Pattern.compile("(\\d+):(\\d+)").matcher(point);
      while (pairs.find()) {
        offsets.put(Integer.parseInt(pairs.group(1)), Long.parseLong(pairs.group(2)));
      }
      return new AtOffsets(offsets);
    }
    try {
      return new AtTime(
          point.length() == "2026-01-31".length()
              ? LocalDate.parse(point).atStartOfDay().toInstant(ZoneOffset.UTC)
              : OffsetDateTime.parse(point).toInstant());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is neither a time nor an offset. Allowed: 2026-01-31, 2026-01-31T12:00:00Z, 1000"
              + " (an offset in each partition), 0:1000,1:900 (partition:offset)",
          e);
    }
  }
}
